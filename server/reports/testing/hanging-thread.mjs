import { parentPort } from "node:worker_threads";

// A reader that never comes to an end.
parentPort.on("message", () => {
  for (;;);
});
