import { createSocket } from "node:dgram";

export type DnsServer = Awaited<ReturnType<typeof startDnsServer>>;

type Mood = "well" | "silent" | "failing";
const noSuchName = 3;
const serverFailure = 2;

/** A name server for tests (RFC 1035): answers TXT questions from a table; silent or failing when told to. */
export async function startDnsServer() {
  const texts = new Map<string, string[]>();
  let mood: Mood = "well";
  const socket = createSocket("udp4");

  socket.on("message", (question, { port, address }) => {
    if (mood === "silent") return;
    const { name, end } = nameIn(question);
    const found = texts.get(name);
    const code = mood === "failing" ? serverFailure : found ? 0 : noSuchName;
    const answers = code === 0 ? (found ?? []) : [];
    const header = Buffer.alloc(12);
    question.copy(header, 0, 0, 2);
    header.writeUInt16BE(0x8180 | code, 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(answers.length, 6);
    const asked = question.subarray(12, end + 4);
    socket.send(Buffer.concat([header, asked, ...answers.map(txtRecord)]), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));

  return {
    address: `127.0.0.1:${socket.address().port}`,
    /** What is published at a name; an empty list is a name without TXT records. */
    publish: (name: string, values: string[]) => void texts.set(name, values),
    be: (next: Mood) => void (mood = next),
    stop: () => new Promise<void>((resolve) => socket.close(resolve)),
  };
}

function nameIn(message: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString("latin1", at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join(".").toLowerCase(), end: at + 1 };
}

/** Long texts go in pieces of 255 bytes, as in the real DNS. */
function txtRecord(text: string): Buffer {
  const bytes = Buffer.from(text);
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 255) {
    const piece = bytes.subarray(at, at + 255);
    pieces.push(Buffer.from([piece.length]), piece);
  }
  const data = Buffer.concat(pieces);
  const head = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, 0]);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
