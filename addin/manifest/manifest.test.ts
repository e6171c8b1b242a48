import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkManifest } from "./check-manifest.ts";
import { addinId, manifestXml, sandboxManifest } from "./manifest.ts";

const xml = manifestXml(sandboxManifest);
const inProject = (file: string) => new URL(`../../${file}`, import.meta.url);

describe("the manifest", () => {
  it("passes all offline checks", { timeout: 20_000 }, async () => {
    expect(await checkManifest(xml)).toEqual([]);
  });

  it("is the committed manifest.xml", () => {
    expect(readFileSync(inProject("manifest.xml"), "utf8")).toBe(xml);
  });

  it("names only icons that exist", () => {
    const icons = [...xml.matchAll(/https:\/\/localhost:3443\/(addin\/icons\/[^"]+)"/g)].map(
      ([, file]) => file!,
    );
    expect(new Set(icons).size).toBe(14);
    for (const icon of icons) expect(existsSync(inProject(icon)), icon).toBe(true);
  });

  it("keeps its id, its rights and its looks", () => {
    expect(xml).toContain(`<Id>${addinId}</Id>`);
    expect(xml).toContain("<Permissions>ReadItem</Permissions>");
    expect(xml).toContain("<SupportsPinning>true</SupportsPinning>");
    expect(xml).toContain("<SupportsNoItemContext>true</SupportsNoItemContext>");
  });

  it("is there at shared mailboxes too, for clients that know of them", () => {
    const [older, newer] = xml.split("VersionOverridesV1_1");
    expect(older).not.toContain("SupportsSharedFolders");
    expect(newer).toContain("<SupportsSharedFolders>true</SupportsSharedFolders>");
  });

  it("has Outlook's own report button beside the pane's, for clients that know it", () => {
    const [older, newer] = xml.split("VersionOverridesV1_1");
    expect(older).not.toContain("ReportPhishingCommandSurface");
    expect(newer).toContain("<FunctionName>onReportCommand</FunctionName>");
    expect(newer).toContain(
      '<bt:Url id="Command.Script" DefaultValue="https://localhost:3443/addin/report-command.js"/>',
    );
    expect(newer?.match(/<Option resid="Command\.(phishing|spam|unsure)"\/>/g)).toHaveLength(3);
  });

  it("follows the address and the client id", async () => {
    const clientId = "0b7f8f0e-14f4-4f0c-9d5c-3a0c8f0e1d2c";
    const other = manifestXml({
      url: "https://catch.acme.example/",
      clientId,
      signInOrigins: ["https://a.example", "https://a.example"],
    });
    expect(other).toContain(`<Resource>api://catch.acme.example/${clientId}</Resource>`);
    expect(other).toContain('DefaultValue="https://catch.acme.example/addin/pane"');
    expect(other).not.toContain("localhost");
    expect(other.match(/<AppDomain>/g)).toHaveLength(1);
    expect(await checkManifest(other)).toEqual([]);
  });

  it.each<[fault: string, from: string | RegExp, to: string, found: RegExp]>([
    ["http", "https://localhost:3443/addin/pane", "http://localhost:3443/addin/pane", /not https/],
    ["an id that is no GUID", addinId, "firstcatch", /GUID/],
    ["a version of two numbers", "<Version>1.0.0.0<", "<Version>1.0<", /Version/],
    [
      "an unknown resource",
      '<Label resid="Pane.Label"/>',
      '<Label resid="Pane.Lable"/>',
      /not defined: Pane.Lable/,
    ],
    ["a resource nobody uses", '<bt:Url id="Pane.Url"', '<bt:Url id="Old.Url"', /not used: Old.Url/],
    ["a long resource id", /Pane\.Tip/g, "Pane.".padEnd(40, "x"), /over 32/],
    ["a text that is too long", "Report a suspicious mail", "Report ".repeat(40), /over 250/],
    ["an empty text", 'Value="Phishing melden"', 'Value=""', /empty/],
    ["a missing mobile icon", /<bt:Image size="48" scale="3"[^>]*>/, "", /nine icons/],
    [
      "a wrong order",
      /(<SupportsPinning>.*?>)(\s*)(<SupportsNoItem.*?>true<.*?>)/,
      "$3$2$1",
      /SupportsPinning> out of order/,
    ],
    ["another kind of add-in", '"MailApp"', '"TaskPaneApp"', /MailApp/],
    ["broken XML", "</Hosts>", "", /well-formed/],
  ])("finds %s", async (_fault, from, to, found) => {
    const broken = xml.replace(from, to);
    expect(broken).not.toBe(xml);
    expect((await checkManifest(broken)).join("\n")).toMatch(found);
  });
});
