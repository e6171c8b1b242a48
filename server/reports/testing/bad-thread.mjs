import { parentPort } from "node:worker_threads";

// A reader that does what the mail says, to see what becomes of the server.
const deeds = {
  hang: () => {
    for (;;);
  },
  exit: () => process.exit(3),
  throw: () => {
    throw new Error("broken");
  },
  heap: () => {
    const held = [];
    for (;;) held.push(new Array(10_000).fill({}));
  },
  hangLater: ({ text }) => {
    parentPort.postMessage({ head: { subject: text } });
    for (;;);
  },
  exitIdle: ({ text }) => {
    parentPort.postMessage({ head: { subject: text }, whole: null });
    process.exit(3);
  },
};

parentPort.on("message", ({ head }) => {
  const text = Buffer.from(head).toString();
  (deeds[text.split(" ")[0]] ?? (() => parentPort.postMessage({ head: { subject: text }, whole: null })))({
    text,
  });
});
