import { afterEach, describe, expect, it, vi } from "vitest";
import { officeMailbox } from "./office-mailbox.ts";

const headers = "From: a@mail.example\r\nMessage-ID: <1@mail.example>";
const eml = Buffer.from(`${headers}\r\n\r\nHello\r\n`).toString("base64");
type Callback = (result: unknown) => void;
const gives = (value: unknown) => (done: Callback) => done({ status: "succeeded", value });

const item = (change: object = {}) => ({
  itemType: "message",
  itemId: "AAMk1",
  internetMessageId: "<1@mail.example>",
  subject: "Hello",
  from: { displayName: "A", emailAddress: "a@mail.example" },
  dateTimeCreated: new Date("2026-11-03T08:00:00Z"),
  getAllInternetHeadersAsync: gives(headers),
  getAsFileAsync: gives(eml),
  ...change,
});

function outlookWith(current: object | undefined, context: object = {}) {
  const handlers: (() => void)[] = [];
  const mailbox = {
    item: current,
    userProfile: { emailAddress: "Newcomer@acme.example" },
    addHandlerAsync: (_event: string, handler: () => void) => handlers.push(handler),
  };
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => undefined }));
  vi.stubGlobal("Office", {
    onReady: () => Promise.resolve({ host: "Outlook" }),
    EventType: { ItemChanged: "olkItemSelectedChanged" },
    context: {
      mailbox,
      displayLanguage: "nl-NL",
      requirements: { isSetSupported: (name: string) => name === "Mailbox" },
      ...context,
    },
  });
  return { port: officeMailbox(), mailbox, handlers };
}

afterEach(() => vi.unstubAllGlobals());

describe("Outlook by way of office.js", () => {
  it("tells language and mailbox when it is ready", async () => {
    expect(await outlookWith(item()).port.ready()).toEqual({
      inOutlook: true,
      language: "nl-NL",
      address: "Newcomer@acme.example",
    });
  });

  it("tells the open mail", () => {
    expect(outlookWith(item()).port.currentMail()).toEqual({
      key: "<1@mail.example>",
      subject: "Hello",
      fromName: "A",
      fromAddress: "a@mail.example",
      receivedAt: "2026-11-03T08:00:00.000Z",
      internetMessageId: "<1@mail.example>",
      itemId: "AAMk1",
    });
  });

  it.each([
    ["nothing is open", undefined],
    ["an appointment is open", item({ itemType: "appointment" })],
  ])("knows no mail when %s", (_what, current) => expect(outlookWith(current).port.currentMail()).toBeNull());

  it("bears a mail of which little is known", () => {
    const bare = { itemType: "message", itemId: "AAMk1" };
    expect(outlookWith(bare).port.currentMail()).toMatchObject({
      key: "AAMk1",
      subject: "",
      fromAddress: "",
    });
  });

  it("reads the mail whole", async () => {
    const { port } = outlookWith(item());
    const content = await port.readMail(port.currentMail()!);
    expect(content.headers).toBe(headers);
    expect(await content.eml?.text()).toContain("Hello");
    expect(content.eml?.type).toBe("message/rfc822");
  });

  it.each([
    ["has no such methods", { getAllInternetHeadersAsync: undefined, getAsFileAsync: undefined }],
    ["succeeds with nothing", { getAllInternetHeadersAsync: gives(""), getAsFileAsync: gives("") }],
  ])("leaves out what this Outlook cannot read: it %s", async (_what, change) => {
    const { port } = outlookWith(item(change));
    expect(await port.readMail(port.currentMail()!)).toEqual({});
  });

  it("looks into the body for a simulation's address where nothing else can be read", async () => {
    const address = `https://learn.example/learn/${"x".repeat(43)}`;
    const body = { getAsync: (_type: string, done: Callback) => gives(`<a href="${address}">`)(done) };
    const unreadable = { getAllInternetHeadersAsync: gives(""), getAsFileAsync: gives(""), body };
    const { port } = outlookWith(item(unreadable));
    expect(await port.readMail(port.currentMail()!)).toEqual({ marker: address });
    const readable = outlookWith(item({ body })).port;
    expect((await readable.readMail(readable.currentMail()!)).marker).toBeUndefined();
  });

  it("gives nothing of a mail that is no longer the open one", async () => {
    const { port, mailbox } = outlookWith(item());
    const mail = port.currentMail()!;
    mailbox.item = item({ internetMessageId: "<2@mail.example>" });
    expect(await port.readMail(mail)).toEqual({});
  });

  it("takes only what names the mail when the selection moves on while it reads", async () => {
    const unnamed = gives("From: a@mail.example");
    const { port, mailbox } = outlookWith(item({ getAllInternetHeadersAsync: unnamed }));
    const reading = port.readMail(port.currentMail()!);
    mailbox.item = item({ internetMessageId: "<2@mail.example>" });
    const content = await reading;
    expect(content.headers).toBeUndefined();
    expect(await content.eml?.text()).toContain("<1@mail.example>");
  });

  it("gives nothing of bytes that are another mail's", async () => {
    const other = Buffer.from("Message-ID: <2@mail.example>\r\n\r\n").toString("base64");
    const { port } = outlookWith(item({ getAsFileAsync: gives(other) }));
    expect(await port.readMail(port.currentMail()!)).toEqual({ headers });
  });

  it("calls back when another mail is selected", () => {
    const { port, handlers } = outlookWith(item());
    let changes = 0;
    port.onMailChanged(() => changes++);
    handlers[0]!();
    expect(changes).toBe(1);
  });

  it.each([
    ["#1f1f1f", true],
    ["#FFFFFF", false],
    [undefined, false],
  ])("takes %s for Outlook's ground", (bodyBackgroundColor, dark) => {
    expect(outlookWith(item(), { officeTheme: { bodyBackgroundColor } }).port.isDark()).toBe(dark);
  });

  it("knows a plain browser window", async () => {
    const { port } = outlookWith(undefined);
    vi.stubGlobal("Office", { onReady: () => Promise.resolve({ host: null }), context: {} });
    expect(await port.ready()).toEqual({ inOutlook: false });
  });

  it("asks for a set that does not answer without failing", () => {
    const { port } = outlookWith(item(), { requirements: undefined });
    expect(port.isSetSupported("Mailbox", "1.5")).toBe(false);
  });
});
