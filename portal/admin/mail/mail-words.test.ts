import { describe, expect, it } from "vitest";
import { heldReasonFor, reasonsOf, wordFor } from "./mail-words.ts";

describe("the words of the mail page", () => {
  it("lets go what was held, and sends again what was sent", () => {
    expect(wordFor("resend", "held")).toBe("mail.act.release");
    expect(wordFor("resend", "inDoubt")).toBe("mail.act.resend");
    expect(wordFor("cancel", "held")).toBe("mail.act.cancel");
  });

  it("tells the product's own reasons for holding in the reader's language, and the mail server's as they are", () => {
    expect(heldReasonFor("It was due more than a day ago.")).toBe("mail.held.overdue");
    expect(heldReasonFor("The mail server refused this address: 550 no")).toBeUndefined();
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
