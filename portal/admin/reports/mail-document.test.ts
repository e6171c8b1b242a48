import { describe, expect, it } from "vitest";
import { mailDocument } from "./mail-document.ts";

const words = { image: 'Picture"} *{x', field: "Field", button: "Button", form: "Form</style><script>" };
const made = mailDocument("<p>Read me</p>", words, { language: "en", dark: false });

describe("the document around a mail's HTML", () => {
  it("has a policy that allows nothing but its styles, before anything of the mail", () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(made);
    expect(policy?.[1]).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'",
    );
    expect(made.indexOf("Read me")).toBeGreaterThan(policy!.index);
  });

  it("lets no word out of its string in the styles", () => {
    expect(made).not.toContain("<script");
    expect(made).toContain('content:"Picture x: "');
  });
});
