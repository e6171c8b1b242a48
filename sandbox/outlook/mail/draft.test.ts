import { describe, expect, it } from "vitest";
import { buildItem } from "../host/test-item.ts";
import { forwardAsAttachmentDraft, forwardDraft, readRecipients, replyDraft } from "./draft.ts";

const item = buildItem({
  to: [
    { name: "", address: "Newcomer@acme.example" },
    { name: "", address: "colleague@acme.example" },
  ],
});

describe("answers", () => {
  it("go to the sender, and to all others but oneself when asked", () => {
    expect(replyDraft(item, "newcomer@acme.example", false).to).toBe("service@parcels.example");
    expect(replyDraft(item, "newcomer@acme.example", true).to).toBe(
      "service@parcels.example; colleague@acme.example",
    );
  });

  it("carry one prefix, not two, and the mail they answer below", () => {
    const draft = replyDraft(buildItem({ subject: "RE: Lunch" }), "x@acme.example", false);
    expect(draft.subject).toBe("RE: Lunch");
    expect(draft.text).toContain("From: Parcels <service@parcels.example>");
    expect(draft.text).toContain("\n\nPay\n");
  });
});

it("forwards inline with the text, or as an attachment with the mail itself", () => {
  expect(forwardDraft(item)).toMatchObject({ to: "", subject: "Fw: Your parcel is on hold" });
  expect(forwardAsAttachmentDraft(item)).toMatchObject({
    text: "",
    attach: { id: "mail-1", name: "Your parcel is on hold" },
  });
});

it("reads recipients however they stand apart, and names what is no address", () => {
  expect(readRecipients("a@acme.example; b@acme.example,a@acme.example nobody")).toEqual({
    addresses: ["a@acme.example", "b@acme.example"],
    wrong: ["nobody"],
  });
});
