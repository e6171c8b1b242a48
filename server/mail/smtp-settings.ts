import type { SMTPConnectionOptions } from "nodemailer/lib/smtp-connection";

export interface SmtpSettings {
  connection: SMTPConnectionOptions;
  auth?: { user: string; pass: string };
}

const loopback = new Set(["localhost", "127.0.0.1", "[::1]", "::1"]);

/**
 * Reads SMTP_URL: `smtp://user:password@host:port` or `smtps://…` (encrypted from the start). With `smtp:` the connection
 * is encrypted when the server offers it; `?tls=required` insists, which is the rule anyway when there is a password and
 * the server is not on this machine; `?tls=off` never encrypts, which is the rule on this machine.
 * @throws TypeError that says what is wrong, without repeating the password.
 */
export function readSmtpUrl(text: string): SmtpSettings {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new TypeError("SMTP_URL is not an address like smtp://user:password@host:587.");
  }
  if (url.protocol !== "smtp:" && url.protocol !== "smtps:")
    throw new TypeError("SMTP_URL must begin with smtp:// or smtps://.");
  if (!url.hostname) throw new TypeError("SMTP_URL names no host.");
  const tls = url.searchParams.get("tls");
  if (tls !== null && tls !== "required" && tls !== "off")
    throw new TypeError("SMTP_URL: tls is either required or off.");
  const secure = url.protocol === "smtps:";
  const near = loopback.has(url.hostname);
  const auth = url.username
    ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
    : undefined;
  const requireTLS = !secure && (tls === "required" || (tls === null && auth !== undefined && !near));
  return {
    connection: {
      host: url.hostname.replace(/^\[|\]$/g, ""),
      port: url.port ? Number(url.port) : secure ? 465 : 587,
      secure,
      requireTLS,
      ignoreTLS: !secure && (tls === "off" || (tls === null && near)),
    },
    ...(auth && { auth }),
  };
}
