import MailComposer, { type MailComposerOptions } from "nodemailer/lib/mail-composer";

/** Header text: one line, without control characters, of a sensible length. */
export const headerText = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ")
    .trim()
    .slice(0, 500);

/** A mail as bytes with CRLF. Whatever it is made of, nothing is read from files or fetched from addresses. */
export function composeMail(mail: Omit<MailComposerOptions, "raw">): Promise<Buffer> {
  const node = new MailComposer({
    ...mail,
    newline: "win",
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  return new Promise((resolve, reject) => {
    node.build((error, message) => (error ? reject(error) : resolve(message)));
  });
}
