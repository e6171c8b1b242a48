import { randomBytes } from "node:crypto";
import fc from "fast-check";
import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { languages } from "../../shared/lifecycle.ts";
import { composeSimulation } from "./compose.ts";
import { mailTemplate, templateToken } from "./mail-template.ts";
import { welcomeScenario } from "./scenarios/welcome.ts";
import type { MadeMail } from "./simulation.ts";

const madeWith = (token: string, publicUrl: string, language: "en" | "nl"): MadeMail => {
  const link = `${publicUrl}/learn/${token}`;
  const { fromLocal, ...content } = welcomeScenario.render(language, { link });
  return { ...content, fromAddress: `${fromLocal}@n0rthfold-track.example`, link };
};
const token = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString("base64url"));
const local = fc.stringMatching(/^[a-z0-9][a-z0-9.+_-]{0,30}[a-z0-9]$/);
const envelope = fc.record({
  to: local.map((name) => `${name}@acme.example`),
  messageId: token.map((text) => `<${text}.1@n0rthfold-track.example>`),
  token,
  date: fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }),
});

describe("a mail that is composed once and filled in", () => {
  // Lines of quoted-printable are broken by length, so addresses of every length are tried.
  const urls = Array.from({ length: 60 }, (_, n) => `https://${"t".repeat(n + 1)}.acme.example`);

  it.each(languages)("is byte for byte what composing afresh gives, in %s", async (language) => {
    for (const url of urls) {
      const template = await mailTemplate(madeWith(templateToken, url, language));
      await fc.assert(
        fc.asyncProperty(envelope, async (values) => {
          const afresh = await composeSimulation(madeWith(values.token, url, language), values);
          expect(template.fill(values)?.toString("latin1")).toBe(afresh.toString("latin1"));
        }),
        { numRuns: 5, seed: 11 },
      );
    }
  });

  it("leaves unusual lengths to the composer", async () => {
    const template = await mailTemplate(madeWith(templateToken, "https://training.acme.example", "en"));
    const usual = {
      to: "newcomer@acme.example",
      messageId: "<short@x.example>",
      token: templateToken,
      date: new Date(),
    };
    expect(template.fill(usual)).toBeNull();
  });

  it("has one block of headers and says what was meant", async () => {
    const own = randomBytes(32).toString("base64url");
    const template = await mailTemplate(madeWith(templateToken, "https://training.acme.example", "nl"));
    const raw = template.fill({
      to: "newcomer@acme.example",
      messageId: `<${own}.2@n0rthfold-track.example>`,
      token: own,
      date: new Date("2026-11-24T09:00:00Z"),
    });
    if (!raw) throw new Error("An ordinary envelope is filled in.");
    const read = await PostalMime.parse(raw);
    const made = madeWith(own, "https://training.acme.example", "nl");
    expect(read).toMatchObject({
      subject: made.subject,
      to: [{ address: "newcomer@acme.example" }],
      messageId: `<${own}.2@n0rthfold-track.example>`,
      date: "2026-11-24T09:00:00.000Z",
    });
    expect(read.html?.trim()).toBe(made.html.trim());
    expect(read.text?.trim()).toBe(made.text.trim());
    expect(raw.toString("latin1")).not.toContain("place.invalid");
    expect(
      raw
        .toString("latin1")
        .split("\r\n")
        .every((line) => line.length <= 998),
    ).toBe(true);
  });
});
