/** What DNS says of a sender's domain; null where the question could not be answered. */
export interface SenderRecords {
  /** TXT records at the domain. */
  texts: string[] | null;
  /** TXT records at `_dmarc.<domain>`, or where there are none, at those of the domains above it. */
  dmarc: string[] | null;
  /** TXT records at `<selector>._domainkey.<domain>`; undefined where mails are not signed by the product. */
  dkim?: string[] | null;
}
export interface SenderCheck {
  state: "ok" | "weak" | "missing" | "wrong" | "unreachable";
  what: "SPF" | "DKIM" | "DMARC";
  /** The finding, for those who tell it in words of their own. */
  code:
    "ok" | "unreachable" | "missing" | "several" | "everybody" | "open" | "otherKey" | "watches" | "noPolicy";
  record?: string;
  publish?: { host: string; value: string };
  /** What was found, and what to do. */
  words: string;
}

const tagsOf = (record: string): Map<string, string> =>
  new Map(
    record
      .split(";")
      .map((tag) => tag.split("="))
      .map(([name = "", ...value]) => [name.trim().toLowerCase(), value.join("=").replace(/\s+/g, "")]),
  );

/** Who may send for the domain (RFC 7208): one record, which does not let everybody. */
function spf(texts: string[] | null, domain: string): SenderCheck {
  const what = "SPF";
  if (!texts) return { what, state: "unreachable", code: "unreachable", words: "DNS did not answer." };
  const found = texts.filter((text) => /^v=spf1( |$)/i.test(text));
  const [record] = found;
  if (record === undefined)
    return {
      what,
      state: "missing",
      code: "missing",
      publish: { host: domain, value: "v=spf1 include:… -all" },
      words: 'No record. Publish one that names your mail server, such as "v=spf1 include:… -all".',
    };
  if (found.length > 1)
    return {
      what,
      state: "wrong",
      code: "several",
      record: found.join("\n"),
      words: `${found.length} records; receivers then heed none (RFC 7208, 4.5). Make one of them.`,
    };
  if (/(^| )\+?all( |$)/i.test(record))
    return {
      what,
      state: "wrong",
      code: "everybody",
      record,
      words: `"${record}" lets everybody send. End it with "-all" or "~all".`,
    };
  if (!/[~-]all( |$)|redirect=/i.test(record))
    return {
      what,
      state: "weak",
      code: "open",
      record,
      words: `"${record}" says nothing of others. End it with "-all" or "~all".`,
    };
  return { what, state: "ok", code: "ok", record, words: record };
}

/** The public half of the key that mails are signed with (RFC 6376, 3.6.1). */
function dkim(records: string[] | null | undefined, name: string, publicKey: string): SenderCheck {
  const what = "DKIM";
  const publish = { host: name, value: `v=DKIM1; k=rsa; p=${publicKey}` };
  const how = `Publish at ${name}: "${publish.value}"`;
  if (records === null || records === undefined)
    return { what, state: "unreachable", code: "unreachable", words: "DNS did not answer." };
  const keys = records.map((record) => tagsOf(record).get("p"));
  if (keys.includes(publicKey)) return { what, state: "ok", code: "ok", record: name, words: name };
  return keys.length === 0
    ? { what, state: "missing", code: "missing", publish, words: `No key. ${how}` }
    : {
        what,
        state: "wrong",
        code: "otherKey",
        publish,
        words: `Another key than the one that mails are signed with. ${how}`,
      };
}

/** What receivers do with what is not ours (RFC 7489). */
function dmarc(records: string[] | null, domain: string): SenderCheck {
  const what = "DMARC";
  if (!records) return { what, state: "unreachable", code: "unreachable", words: "DNS did not answer." };
  const found = records.filter((record) => /^v=DMARC1\s*(;|$)/i.test(record));
  const [record] = found;
  if (record === undefined)
    return {
      what,
      state: "missing",
      code: "missing",
      publish: { host: `_dmarc.${domain}`, value: "v=DMARC1; p=quarantine; rua=mailto:…" },
      words: `No record. Publish at _dmarc.${domain}: "v=DMARC1; p=quarantine; rua=mailto:…"`,
    };
  if (found.length > 1)
    return {
      what,
      state: "wrong",
      code: "several",
      record: found.join("\n"),
      words: `${found.length} records; receivers then heed none.`,
    };
  const policy = tagsOf(record).get("p")?.toLowerCase();
  if (policy === "quarantine" || policy === "reject")
    return { what, state: "ok", code: "ok", record, words: record };
  if (policy === "none")
    return {
      what,
      state: "weak",
      code: "watches",
      record,
      words: `"${record}" only watches. Set p=quarantine once reports are quiet.`,
    };
  return {
    what,
    state: "wrong",
    code: "noPolicy",
    record,
    words: `"${record}" has no policy (p=none, quarantine or reject).`,
  };
}

/** What is right and what is not in the DNS of a domain that the product sends from. */
export function checkSender(
  domain: string,
  records: SenderRecords,
  key?: { selector: string; publicKey: string },
): SenderCheck[] {
  return [
    spf(records.texts, domain),
    ...(key ? [dkim(records.dkim, `${key.selector}._domainkey.${domain}`, key.publicKey)] : []),
    dmarc(records.dmarc, domain),
  ];
}
