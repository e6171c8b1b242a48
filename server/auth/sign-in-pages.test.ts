import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import en from "../../shared/texts/en/sign-in.json" with { type: "json" };
import nl from "../../shared/texts/nl/sign-in.json" with { type: "json" };
import type { Language } from "../../shared/lifecycle.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { portalBrowsers, type PortalBrowsers } from "./testing/portal-browser.ts";

const texts = { en, nl };
let test: TestApp;
let acme: TestOrganization;
let browsers: PortalBrowsers;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization("acme.example");
  await test.organization("globex.example");
  browsers = await portalBrowsers(test.deps);
});
afterAll(() => test.stop());

const get = (path: string, languages: string | undefined, cookie?: string) => {
  const request = browsers.request("get", path, cookie);
  return languages === undefined ? request : request.set("Accept-Language", languages);
};
const stranger = () => ({
  tid: acme.tid,
  oid: randomUUID(),
  preferred_username: "newcomer@acme.example",
});
async function back(languages: string | undefined, changes: object) {
  const { cookie, location } = await browsers.begin("acme.example", "/portal/people");
  return get(browsers.backFrom(location, { ...stranger(), ...changes }), languages, cookie);
}
/** From another address each time, so that one of them has too many. */
async function tooOften(languages: string | undefined) {
  for (let n = 0; n < 101; n += 1) {
    const answer = await get("/auth/sign-in", languages).set("X-Forwarded-For", "203.0.113.9");
    if (answer.status === 429) return answer;
  }
  throw new Error("Nobody was told to wait.");
}

type Page = "which" | "unknown" | "over" | "notConfirmed" | "noRole" | "tooOften" | "signedOut";
const pages: Record<Page, { status: number; title: keyof typeof en; says: keyof typeof en }> = {
  which: { status: 200, title: "which.title", says: "which.address" },
  unknown: { status: 404, title: "which.title", says: "which.unknown" },
  over: { status: 400, title: "over.title", says: "over.text" },
  notConfirmed: { status: 400, title: "notConfirmed.title", says: "notConfirmed.text" },
  noRole: { status: 403, title: "noRole.title", says: "noRole.text" },
  tooOften: { status: 429, title: "tooOften.title", says: "tooOften.text" },
  signedOut: { status: 200, title: "signedOut.title", says: "signedOut.text" },
};
const ask: Record<
  Page,
  (
    languages: string | undefined,
  ) => Promise<{ status: number; text: string; headers: Record<string, string> }>
> = {
  which: (languages) => get("/auth/sign-in", languages),
  unknown: (languages) => get("/auth/sign-in?email=newcomer@nowhere.example", languages),
  over: (languages) => get("/auth/callback?code=x&state=y", languages),
  notConfirmed: (languages) => back(languages, { nonce: "another" }),
  noRole: (languages) => back(languages, {}),
  tooOften,
  signedOut: (languages) => get("/auth/signed-out", languages),
};

describe("the pages of signing in", () => {
  it.each(
    (Object.keys(pages) as Page[]).flatMap((name) =>
      (["en", "nl"] as const).map((language) => ({ name, language })),
    ),
  )("$name speaks $language, and says so", async ({ name, language }) => {
    const answer = await ask[name](language === "nl" ? "nl-BE,nl;q=0.9,en;q=0.5" : "en-GB,en;q=0.9,nl;q=0.5");
    const { status, title, says } = pages[name];
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(`<html lang="${language}">`);
    expect(answer.text).toContain(`<h1>${texts[language][title]}</h1>`);
    expect(answer.text).toContain(texts[language][says]);
    // Not a word of the other language, and no place that was not filled.
    const other = texts[language === "en" ? "nl" : "en"];
    for (const key of Object.keys(other) as (keyof typeof en)[])
      if (key.includes(".") && other[key] !== texts[language][key])
        expect(answer.text).not.toContain(`>${other[key]}<`);
    expect(answer.text).not.toMatch(/\{\w+\}/);
    expect(answer.headers).toMatchObject({ "content-language": language, "cache-control": "no-store" });
    expect(answer.headers["vary"]).toContain("Accept-Language");
  });

  it.each<[string | undefined, Language, Language]>([
    ["de-DE,de;q=0.9", "nl", "nl"],
    [undefined, "nl", "nl"],
    ["de-DE,de;q=0.9", "en", "en"],
    ["en", "nl", "en"],
  ])("for a browser that asks for %j an organization of %s gets %s", async (languages, usual, told) => {
    await test.deps.connection
      .collection<{ _id: string }>("organizations")
      .updateOne({ _id: acme.id }, { $set: { defaultLanguage: usual } });
    const answer = await back(languages, {});
    expect(answer.text).toContain(`<h1>${texts[told]["noRole.title"]}</h1>`);
  });

  it("without any known language they are in English", async () => {
    expect((await get("/auth/signed-out", "de")).text).toContain(en["signedOut.title"]);
  });

  it("the way on leads where the person wanted to go", async () => {
    expect((await back("en", {})).text).toContain('href="/auth/sign-in?next=%2Fportal%2Fpeople"');
  });

  it.each(["en", "nl"] as const)(
    "a provider that is away is said in %s, not as a fault",
    async (language) => {
      await browsers.providerAway();
      const answer = await get("/auth/sign-in?domain=globex.example&next=/portal/mail", language);
      expect(answer.status).toBe(503);
      expect(answer.text).toContain(`<html lang="${language}">`);
      expect(answer.text).toContain(`<h1>${texts[language]["away.title"]}</h1>`);
      expect(answer.text).toContain('href="/auth/sign-in?next=%2Fportal%2Fmail"');
    },
  );
});
