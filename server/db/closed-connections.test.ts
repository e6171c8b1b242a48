import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import { expect, it } from "vitest";
import { testDatabase } from "../test/test-mongo.ts";

it("a command on a connection that has just closed comes to an end, and a read is repeated by itself", async () => {
  const sockets = new Set<Socket>();
  const note = (message: unknown) => void sockets.add((message as { socket: Socket }).socket);
  subscribe("net.client.socket", note);
  const database = await testDatabase();
  const things = database.connection.collection<{ _id: string }>("things");
  await things.insertOne({ _id: "one" });
  for (const socket of sockets) socket.destroy();
  expect(await things.findOne({ _id: "one" })).toEqual({ _id: "one" });
  unsubscribe("net.client.socket", note);
  await database.stop();
});
