/** A mail server that only counts, in a process of its own: tells its port, and for each question how many mails came. */
import { startSmtpSink } from "../server/mail/testing/smtp-sink.ts";

const sink = await startSmtpSink();
process.on("message", () => {
  const ids = sink.mails.splice(0).map(({ messageId }) => messageId);
  process.send?.({ mails: ids.length, different: new Set(ids).size });
});
process.send?.({ url: sink.url });
