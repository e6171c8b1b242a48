import { describe, expect, it } from "vitest";
import { officeCall } from "./office-call.ts";

type Result = Office.AsyncResult<string>;
const good = { status: "succeeded", value: "text" } as unknown as Result;
const asIs = (text: string) => text;
const bad = { status: "failed", error: { message: "busy" } } as unknown as Result;

describe("a call to office.js", () => {
  it("gives the value", async () => expect(await officeCall((done) => done(good), 50, asIs)).toBe("text"));

  it("is tried again after a failure", async () => {
    const results = [bad, good];
    expect(await officeCall((done) => done(results.shift()!), 50, asIs)).toBe("text");
  });

  it("fails after the last try, with Outlook's reason", async () => {
    await expect(officeCall((done) => done(bad), 50, asIs)).rejects.toMatchObject({
      code: "failed",
      message: "busy",
    });
  });

  it("that succeeds with nothing of use is tried again, and then counts as failed", async () => {
    const results = [{ ...good, value: "" }, good, { ...good, value: "" }, { ...good, value: "" }];
    const read = () =>
      officeCall(
        (done) => done(results.shift()!),
        50,
        (text) => text || undefined,
      );
    expect(await read()).toBe("text");
    await expect(read()).rejects.toMatchObject({ code: "failed" });
    expect(results).toEqual([]);
  });

  it("gives up on a method that never calls back, without a second wait", async () => {
    let tries = 0;
    await expect(officeCall(() => tries++, 10, asIs)).rejects.toMatchObject({ code: "timeout" });
    expect(tries).toBe(1);
  });

  it("takes a method that throws for one that failed", async () => {
    const start = () => {
      throw new Error("not here");
    };
    await expect(officeCall(start, 50, asIs)).rejects.toMatchObject({ code: "failed" });
  });
});
