import { parentPort } from "node:worker_threads";
import { showMail } from "./show-mail.mjs";

parentPort.on("message", async ({ whole }) => {
  parentPort.postMessage({ whole: await showMail(whole).catch(() => null) });
});
