import { describe, expect, it } from "vitest";
import { mailReasons } from "../../../shared/lifecycle.ts";
import en from "../../../shared/texts/en/portal.json" with { type: "json" };
import { reasonsOf, whyOf, wordFor } from "./mail-words.ts";

describe("the words of the mail page", () => {
  it("lets go what was held, and sends again what was sent", () => {
    expect(wordFor("resend", "held")).toBe("mail.act.release");
    expect(wordFor("resend", "inDoubt")).toBe("mail.act.resend");
    expect(wordFor("cancel", "held")).toBe("mail.act.cancel");
  });

  it.each(mailReasons)(
    "has words of its own for the reason %s, whatever the mail server said before",
    (reason) => {
      const { key } = whyOf({ state: "held", reason, reply: "451 try later" });
      expect(key).toBe(`mail.reason.${reason}`);
      expect(en).toHaveProperty([key]);
    },
  );

  it("keeps the mail server's words as they are", () => {
    expect(whyOf({ state: "refused", reply: "550 no such user" })).toEqual({
      key: "mail.why.refused",
      reply: "550 no such user",
    });
    expect(whyOf({ state: "held", reason: "addressRefused", reply: "550 no" })).toMatchObject({
      reply: "550 no",
    });
    expect(en["mail.reason.addressRefused"]).toContain("{reply}");
  });

  it("shows what an earlier version left: a sentence alone, or nothing", () => {
    expect(whyOf({ state: "held", reply: "It was due long ago." })).toEqual({
      key: "mail.why.held",
      reply: "It was due long ago.",
    });
    expect(whyOf({ state: "held" })).toEqual({ key: "mail.why.unknown" });
  });

  it("counts those left out by reason, most first, and names a reason it does not know as such", () => {
    const codes = ["user_not_active", "not_found", "user_not_active", "a_later_code"];
    expect(reasonsOf(codes.map((code) => ({ code })))).toEqual([
      { key: "mail.skipped.user_not_active", n: 2 },
      { key: "mail.skipped.not_found", n: 1 },
      { key: "mail.skipped.other", n: 1 },
    ]);
  });
});
