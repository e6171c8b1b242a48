import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { parseThreads } from "./parse-threads.ts";

const bad = new URL("testing/bad-thread.mjs", import.meta.url);
const mail = (text: string) => ({ head: Buffer.from(text) });
const unreadable = { head: null, whole: null };

describe("reading mails in threads", () => {
  it("gives head and body of a mail", async () => {
    const parse = parseThreads();
    const raw = Buffer.from(
      "From: Bank <bank@evil.example>\r\nSubject: Pay\r\nContent-Type: text/html\r\n\r\n<p>Now</p>",
    );
    expect(await parse({ head: raw, whole: raw })).toMatchObject({
      head: { subject: "Pay", from: "Bank <bank@evil.example>" },
      whole: { tokens: [], content: { html: [{ tag: "p" }, { text: "Now" }, { text: "\n" }] } },
    });
  });

  it.each(["hang", "exit", "throw", "heap"])(
    "a mail that makes its thread %s is unreadable; the next ones get a new thread",
    async (deed) => {
      const parse = parseThreads({
        thread: bad,
        most: 1,
        timeMs: deed === "hang" ? 1_000 : 15_000,
        heapMb: 16,
      });
      const read = await Promise.all([mail("one"), mail(deed), mail("two"), mail("three")].map(parse));
      expect(read.map(({ head }) => head?.subject)).toEqual(["one", undefined, "two", "three"]);
      expect(await parse(mail(`${deed} again`))).toEqual(unreadable);
      expect((await parse(mail("four"))).head).toEqual({ subject: "four" });
    },
  );

  it("keeps the head that was read before a thread hung", async () => {
    const parse = parseThreads({ thread: bad, timeMs: 1_000 });
    expect(await parse(mail("hangLater"))).toEqual({ head: { subject: "hangLater" }, whole: null });
  });

  it("replaces a thread that dies while it waits for work", async () => {
    const parse = parseThreads({ thread: bad, most: 1, timeMs: 15_000 });
    for (let n = 0; n < 5; n++) {
      expect((await parse(mail("exitIdle"))).head).toEqual({ subject: "exitIdle" });
      // A mail may still meet the dying thread; the one after that does not.
      await parse(mail("between"));
      expect((await parse(mail("after"))).head).toEqual({ subject: "after" });
    }
  });

  it("lets the server answer, and other mails be read, while one hangs", async () => {
    const order: string[] = [];
    const parse = parseThreads({ thread: bad, most: 2, timeMs: 2_000 });
    const server = createServer((_req, res) => res.end("here")).listen(0, "127.0.0.1");
    await once(server, "listening");
    const hangs = parse(mail("hang")).then(() => order.push("hung"));
    for (const n of [1, 2, 3]) {
      await parse(mail(`mail ${n}`));
      await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      order.push(`answer ${n}`);
    }
    await hangs;
    server.closeAllConnections();
    server.close();
    expect(order).toEqual(["answer 1", "answer 2", "answer 3", "hung"]);
  });
});
