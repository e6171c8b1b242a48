import { expect, it } from "vitest";
import { readMail } from "./read-mail.ts";

const parse = () => Promise.resolve({ head: null, whole: null });
const token = "a".repeat(43);

it("finds the token of a mail of which the client could read the body alone", async () => {
  const marker = `https://learn.example/learn/${token}`;
  expect(await readMail(parse, { marker, subject: "s", from: "f" })).toMatchObject({
    tokens: [token],
    content: null,
  });
});
