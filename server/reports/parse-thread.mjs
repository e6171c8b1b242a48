import { parentPort } from "node:worker_threads";
import { parseHead, parseWhole } from "./parse-mail.mjs";

// Tells the head as soon as it is read: it is known then, even where the rest is more than a thread may take.
parentPort.on("message", async ({ head, whole }) => {
  parentPort.postMessage({ head: await parseHead(head).catch(() => null) });
  parentPort.postMessage({ whole: whole ? await parseWhole(whole).catch(() => null) : null });
});
