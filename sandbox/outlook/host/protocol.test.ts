import { describe, expect, it } from "vitest";
import { ActionKind, MessageKind, answer, event, fields, readRequest } from "./protocol.ts";

const request = {
  _messageType: MessageKind.request,
  _actionType: ActionKind.invoke,
  _actionName: "GetInitialData",
  _conversationId: "c1",
  _correlationId: 4,
  _data: {},
};

describe("reading what arrives by postMessage", () => {
  it("takes a request of its own conversation, and of the one for notifications", () => {
    expect(readRequest(JSON.stringify(request), "c1")).toMatchObject({ _actionName: "GetInitialData" });
    expect(readRequest(JSON.stringify({ ...request, _conversationId: "c1_ntf" }), "c1")).not.toBeNull();
  });

  it.each([
    ["another conversation", JSON.stringify({ ...request, _conversationId: "c2" })],
    ["a response", JSON.stringify({ ...request, _messageType: MessageKind.response })],
    ["no action", JSON.stringify({ ...request, _actionName: undefined })],
    ["no JSON", "hello"],
    ["no text", { ...request }],
    ["null", "null"],
  ])("passes over %s", (_what, data) => {
    expect(readRequest(data, "c1")).toBeNull();
  });
});

it("answers under the correlation of the request", () => {
  expect(JSON.parse(answer(request, { ok: true }, "https://localhost:3443"))).toEqual({
    _messageType: 1,
    _actionName: "GetInitialData",
    _conversationId: "c1",
    _correlationId: 4,
    _errorCode: 0,
    _responseType: 0,
    _data: { ok: true },
    _origin: "https://localhost:3443",
    _serializerVersion: 1,
  });
});

it("fires events under the correlation of their registration", () => {
  const fired = event("olkItemSelectedChanged", { conversationId: "c1", correlationId: 9 }, "", "https://x");
  expect(JSON.parse(fired)).toMatchObject({ _responseType: 1, _correlationId: 9, _data: "" });
});

it("sees no members in what is no object", () => {
  expect([fields(null), fields("x"), fields(undefined)]).toEqual([{}, {}, {}]);
});
