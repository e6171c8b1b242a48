/** Characters that turn the order of others around, or that nobody sees: they are named instead, where a name or an address is read. */
const unseen = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad]/g;
const longestAddress = 500;

const named = (sign) => `[U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`;

/** One line to be read, with everything in it seen. */
export const shortLine = (text, most) => {
  const line = (text ?? "")
    .slice(0, most * 4)
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\s]+/g, " ")
    .trim()
    .replace(unseen, named);
  return line.length > most ? `${line.slice(0, most)}…` : line;
};

/** `https://a.example/b` as `hxxps://a[.]example/b`, as security teams write what nobody shall click. */
function unclickable(scheme, rest) {
  const end = rest.search(/[/?#]/);
  const host = end < 0 ? rest : rest.slice(0, end);
  return `${scheme.toLowerCase().replaceAll("tt", "xx")}://${host.replaceAll(".", "[.]")}${end < 0 ? "" : rest.slice(end)}`;
}

/**
 * Where something leads, as text that nothing makes a link of; a host in other letters stands in the form that is looked
 * up. Empty where it leads nowhere else.
 */
export function addressFor(href) {
  // As browsers do: blanks around it and line breaks within it are not part of an address.
  const typed = (href ?? "")
    .slice(0, 4_000)
    .replace(/[\t\n\r]/g, "")
    .trim();
  if (!typed || typed.startsWith("#")) return "";
  const web =
    /^(https?):[/\\]*(.*)$/is.exec(typed) ??
    (/^[/\\]{2}/.test(typed) ? [typed, "https", typed.slice(2)] : null);
  if (!web) return shortLine(typed.startsWith("data:") ? `${typed.slice(0, 60)}…` : typed, longestAddress);
  const [, scheme, rest] = web;
  const read = URL.parse(`${scheme}://${rest}`);
  return shortLine(
    unclickable(scheme, read ? read.href.slice(read.protocol.length + 2) : rest),
    longestAddress,
  );
}

const webAddress = /\bhttps?:\/\/[^\s<>"']{1,2000}/gi;

/** Plain text with its web addresses written so that nothing makes links of them, and those addresses. */
export function safeText(text) {
  const addresses = new Set();
  const safe = text.replace(webAddress, (address) => {
    const [, tail = ""] = /([.,;:!?)\]}]*)$/.exec(address) ?? [];
    const to = addressFor(address.slice(0, address.length - tail.length));
    addresses.add(to);
    return to + tail;
  });
  return { text: safe, addresses: [...addresses] };
}
