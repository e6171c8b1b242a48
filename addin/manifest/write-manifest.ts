import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { checkManifest } from "./check-manifest.ts";
import { manifestXml, sandboxManifest } from "./manifest.ts";

const { values } = parseArgs({
  options: {
    url: { type: "string", default: sandboxManifest.url },
    "client-id": { type: "string", default: sandboxManifest.clientId },
    "sign-in": { type: "string", multiple: true, default: sandboxManifest.signInOrigins },
    out: { type: "string", default: "manifest.xml" },
  },
});

const xml = manifestXml({
  url: values.url,
  clientId: values["client-id"],
  signInOrigins: values["sign-in"],
});
const problems = await checkManifest(xml);
if (problems.length > 0) {
  console.error(`Not written, ${String(problems.length)} problems:\n${problems.join("\n")}`);
  process.exitCode = 1;
} else {
  writeFileSync(values.out, xml);
  console.log(`Wrote ${values.out} for ${values.url}.`);
}
