import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { sha256, type Arrivals } from "./arrivals.ts";
import { insist } from "./client.ts";
import type { Fleet } from "./fleet.ts";
import type { Ledger, PressRecord } from "./ledger.ts";

let people = 0;

/** People of the organization, as their panes act: each does all of its steps until they are acknowledged. */
export function createPeople(fleet: Fleet, ledger: Ledger, arrivals: Arrivals) {
  const { random, identity } = fleet;
  const oids = new Map<string, string>();
  const waiting: string[] = [];

  async function acting(work: () => Promise<void>): Promise<void> {
    ledger.open++;
    try {
      await work();
      ledger.acknowledged++;
    } catch (error) {
      ledger.complaints.push(error instanceof Error ? error.message : String(error));
    } finally {
      ledger.open--;
    }
  }

  async function as(address: string): Promise<Record<string, string>> {
    const oid = oids.get(address) ?? randomUUID();
    oids.set(address, oid);
    return { authorization: `Bearer ${await identity.tokenOf(address, oid)}` };
  }

  /** The same press from one to three panes at once, at any of the servers. */
  const fromSeveral = (work: () => Promise<void>): Promise<unknown> =>
    Promise.all(Array.from({ length: random() < 0.6 ? 1 : random() < 0.5 ? 2 : 3 }, work));

  function formOf(fields: Record<string, string>, raw: Buffer): FormData {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("message", new Blob([new Uint8Array(raw)], { type: "message/rfc822" }), "message.eml");
    return form;
  }

  async function press(
    record: PressRecord,
    key: string,
    fields: Record<string, string>,
    raw?: Buffer,
  ): Promise<void> {
    const answer = await insist(
      fleet,
      "/api/v1/reports",
      async () => {
        const headers = { ...(await as(record.address)), "idempotency-key": key };
        return raw
          ? { headers, body: formOf(fields, raw) }
          : { headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(fields) };
      },
      ledger.tries,
    );
    record.answers.push(answer as PressRecord["answers"][number]);
  }

  async function report(
    address: string,
    what: PressRecord["what"],
    fields: Record<string, string>,
    raw?: Buffer,
  ) {
    const key = randomUUID();
    const record: PressRecord = {
      keys: [key],
      address,
      what,
      answers: [],
      ...(raw && { sha256: sha256(raw) }),
    };
    ledger.presses.push(record);
    await fromSeveral(() => press(record, key, fields, raw));
    if (random() < 0.2) await press(record, key, fields, raw);
    // Pressed anew, which is another key: the same bytes by the same person are the same report.
    if (raw && random() < 0.2) {
      const another = randomUUID();
      record.keys.push(another);
      await press(record, another, fields, raw);
    }
  }

  function threat(): Buffer {
    const id = randomUUID();
    const body = randomBytes(200 + Math.floor(random() * 20_000))
      .toString("base64")
      .replace(/.{76}/g, "$&\r\n");
    return Buffer.from(
      `From: billing@invoices.example\r\nTo: colleague@acme.example\r\nSubject: Invoice ${id}\r\nMessage-ID: <${id}@invoices.example>\r\n\r\n${body}\r\n`,
    );
  }

  return {
    join: () =>
      acting(async () => {
        const address = `newcomer-${process.pid}-${people++}@acme.example`;
        await fromSeveral(async () => {
          await insist(fleet, "/api/v1/me/join", async () => ({ headers: await as(address) }), ledger.tries);
          ledger.joined.add(address);
        });
        waiting.push(address);
      }),
    /** Somebody whose Welcome simulation has arrived reports it; false when there is nobody. */
    reportWelcome(): Promise<void> | null {
      const address = arrivals.addresses().find((mailbox) => waiting.includes(mailbox));
      const raw = address === undefined ? undefined : arrivals.take(address);
      if (address === undefined || !raw) return null;
      waiting.splice(waiting.indexOf(address), 1);
      const headers = raw.toString("latin1").split("\r\n\r\n", 1)[0] ?? "";
      return acting(() =>
        random() < 0.6
          ? report(address, "welcome", { subject: "reported" }, raw)
          : report(address, "welcome", { subject: "reported", headers }),
      );
    },
    reportThreat: () =>
      acting(() => {
        const known = [...oids.keys()];
        const address = known[Math.floor(random() * known.length)] ?? "colleague@acme.example";
        const raw = threat();
        const subject = `Threat ${randomUUID()}`;
        return random() < 0.6
          ? report(address, "threat", { subject }, raw)
          : report(address, "threat", { subject, comment: "This looks odd." });
      }),
    /** Until everything that was begun is acknowledged. */
    async rest(): Promise<void> {
      while (ledger.open > 0) await pause(50);
    },
  };
}
export type People = ReturnType<typeof createPeople>;
