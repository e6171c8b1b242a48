import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import ajvDraft04 from "ajv-draft-04";
import ajvFormats from "ajv-formats";
import * as converter from "office-addin-manifest-converter";
import { OfficeAddinManifest } from "office-addin-manifest";
import { parseStringPromise } from "xml2js";
import { childrenOf, type Node, structureProblems } from "./check-structure.ts";

const require = createRequire(import.meta.url);
const schemaVersion = "1.30";

/** Everything about a manifest that can be checked without Microsoft's service: what is wrong, in words. */
export async function checkManifest(xml: string): Promise<string[]> {
  let root: Node;
  try {
    root = await parse(xml);
  } catch (error) {
    return [`not well-formed: ${String(error)}`];
  }
  const problems = structureProblems(root);
  // The parser and the converter trip over what is already known to be wrong.
  if (problems.length > 0) return problems;
  const folder = mkdtempSync(path.join(tmpdir(), "manifest-"));
  try {
    const file = path.join(folder, "manifest.xml");
    writeFileSync(file, xml);
    return [...(await headerProblems(file)), ...(await unifiedProblems(file, folder))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function parse(xml: string): Promise<Node> {
  const document = (await parseStringPromise(xml, {
    explicitChildren: true,
    preserveChildrenOrder: true,
  })) as Record<string, Node>;
  const root = document.OfficeApp;
  if (!root || childrenOf(root).length === 0) throw new Error("no OfficeApp");
  return { ...root, "#name": "OfficeApp" };
}

async function headerProblems(file: string): Promise<string[]> {
  const info = await OfficeAddinManifest.readManifestFile(file);
  if (info.id && info.officeAppType === "MailApp") return [];
  return ["office-addin-manifest does not read it as a mail add-in"];
}

/** Converts to the unified manifest and holds that against its official schema. */
async function unifiedProblems(file: string, folder: string): Promise<string[]> {
  const out = path.join(folder, "unified");
  await converter.convert(file, out, false);
  const unified = JSON.parse(readFileSync(path.join(out, "manifest.json"), "utf8")) as Record<
    string,
    unknown
  >;
  unified.manifestVersion = schemaVersion;
  delete unified.$schema;
  const schemas = path.join(path.dirname(require.resolve("@microsoft/app-manifest/package.json")), "build");
  const schemaFile = path.join(schemas, `json-schemas/teams/v${schemaVersion}/MicrosoftTeams.schema.json`);
  const ajv = new ajvDraft04.default({ allErrors: true, strict: false });
  ajvFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")) as object);
  if (validate(unified)) return [];
  return (validate.errors ?? [])
    .filter(({ instancePath }) => !converterGaps.test(instancePath))
    .map(({ instancePath, message }) => `unified schema ${instancePath} ${message ?? ""}`);
}

/** The converter leaves the icons of the mobile tab in a form that its own schema refuses. */
const converterGaps = /customMobile|ribbons\/\d+\/tabs\/0\/groups\/0\/controls\/0\/icons/;
