/** Mails as no textbook has them. Each is somebody's real trouble; none is of ours. */

const crlf = (text: string): string => text.replace(/\r?\n/g, "\r\n");
const latin1 = (text: string): Buffer => Buffer.from(crlf(text), "latin1");
/** A usual head, then what is odd about the mail: further headers, a blank line, the body. */
const mail = (rest: string): Buffer =>
  latin1(`From: Bank <bank@evil.example>
To: newcomer@acme.example
Subject: Pay now
Message-ID: <1@evil.example>
Date: Tue, 24 Nov 2026 09:00:00 +0000
MIME-Version: 1.0
${rest}`);
const mixed = (...parts: string[]): Buffer =>
  mail(`Content-Type: multipart/mixed; boundary="b"

${parts.map((part) => `--b\n${part}\n`).join("")}--b--
`);
const text = "Content-Type: text/plain\n\nPay: https://evil.example/";
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64").replace(/.{76}/g, "$&\n");

/** The beginning of a compound file, as Outlook saves a mail in; its texts are UTF-16. */
export const compoundFile = (within: string): Buffer =>
  Buffer.concat([
    Buffer.from("d0cf11e0a1b11ae1", "hex"),
    Buffer.alloc(504),
    Buffer.from(within, "utf16le"),
    Buffer.alloc(512),
  ]);
const tnef = Buffer.concat([Buffer.from("789f3e220100", "hex"), Buffer.alloc(300, 7)]);

export const oddMails: [string, Buffer][] = [
  [
    "S/MIME, signed",
    mail(`Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary=s

--s
${text}
--s
Content-Type: application/pkcs7-signature; name=smime.p7s
Content-Transfer-Encoding: base64

${base64(Buffer.alloc(900, 48))}
--s--
`),
  ],
  [
    "S/MIME, encrypted",
    mail(`Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m
Content-Transfer-Encoding: base64

${base64(Buffer.alloc(3000, 48))}
`),
  ],
  [
    "PGP, encrypted",
    mail(`Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=p

--p
Content-Type: application/pgp-encrypted

Version: 1
--p
Content-Type: application/octet-stream; name=encrypted.asc

-----BEGIN PGP MESSAGE-----

hQEMA0
-----END PGP MESSAGE-----
--p--
`),
  ],
  ["PGP inside of the text", mail("\n-----BEGIN PGP MESSAGE-----\n\nhQEMA0\n-----END PGP MESSAGE-----\n")],
  [
    "an unknown charset",
    mail("Content-Type: text/html; charset=x-none\nX-Name: =?x-none?Q?=41?=\n\n<p>Zahlen\x80</p>\n"),
  ],
  ["UTF-7", mail("Content-Type: text/html; charset=utf-7\n\n+ADw-script+AD4-alert(1)+ADw-/script+AD4-\n")],
  [
    "UTF-16 that is cut in half",
    Buffer.concat([
      mail("Content-Type: text/plain; charset=utf-16le\n\n"),
      Buffer.from("Pay", "utf16le").subarray(0, 5),
    ]),
  ],
  [
    "raw 8-bit everywhere",
    latin1("From: B\xe4nk <bank@evil.example>\nSubject: Zahl\xfcng \x80\xff\n\nf\xe4llig\0\x01\n"),
  ],
  ["no Message-ID", latin1("From: bank@evil.example\nSubject: Pay\n\nNow\n")],
  ["an empty Message-ID", latin1("From: bank@evil.example\nMessage-ID:\nSubject: Pay\n\nNow\n")],
  [
    "a Message-ID that says it is a forward of ours",
    latin1(
      "From: bank@evil.example\nMessage-ID: <2b0f1d1e-0000-4000-8000-000000000000.report@firstcatch.example>\nSubject: Pay\n\nNow\n",
    ),
  ],
  [
    "headers twice",
    mail(
      "From: Other <other@evil.example>\nSubject: Other\nMessage-ID: <2@evil.example>\nContent-Type: text/plain\nContent-Type: text/html\n\n<b>Now</b>\n",
    ),
  ],
  [
    "headers folded within a word",
    mail("Content-Ty\n pe: text/html\nContent-Transfer-Encod\n\ting: base64\n\nUGF5\n"),
  ],
  [
    "a header of 5 MB",
    Buffer.concat([latin1("Subject: "), Buffer.alloc(5 * 1024 * 1024, "a "), latin1("\n\nNow\n")]),
  ],
  ["no Date", latin1("From: bank@evil.example\nSubject: Pay\n\nNow\n")],
  ["a wrong Date", latin1("From: bank@evil.example\nDate: Thu, 32 Foo 0000 25:61:61 +9999\n\nNow\n")],
  [
    "RFC 2231 pieces out of order",
    mixed(
      text,
      "Content-Type: application/pdf; name*2=f; name*0*=utf-8''in%2; name*1*=Fvoice; name*9999=x\nContent-Disposition: attachment; filename*1=b; filename*0*=x'y'%zz\n\n%PDF",
    ),
  ],
  ["no boundary", mail("Content-Type: multipart/mixed\n\n--b\n\nPay\n--b--\n")],
  [
    "a boundary used again inside",
    mixed(
      'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain\n\nPay\n--b--',
      text,
    ),
  ],
  [
    "a boundary that begins another",
    mail(
      "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=ab\n\n--ab\n\nPay\n--ab--\n--a--\n",
    ),
  ],
  ["10,000 parts", mixed(...Array.from({ length: 10_000 }, () => "\nx"))],
  [
    "300 levels",
    latin1(
      Array.from(
        { length: 300 },
        (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`,
      ).join(""),
    ),
  ],
  [
    "a piece of a mail",
    mail('Content-Type: message/partial; id="x@evil.example"; number=2; total=3\n\nrest of it\n'),
  ],
  [
    "a body that lies elsewhere",
    mixed(
      text,
      'Content-Type: message/external-body; access-type=URL; URL="http://127.0.0.1:9/x"\n\nContent-Type: text/html\n\n',
    ),
  ],
  [
    "winmail.dat",
    mixed(
      text,
      `Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n${base64(tnef)}`,
    ),
  ],
  ["a file of Outlook's in place of a mail", compoundFile("Subject: Pay now")],
  [
    "a subject with line ends encoded in it",
    latin1(
      "From: =?utf-8?Q?Bank=0D=0ABcc:_x=40evil.example?= <bank@evil.example>\nSubject: =?utf-8?Q?Pay=0D=0ABcc:_x=40evil.example=0D=0A=0D=0AHello?=\n\nNow\n",
    ),
  ],
  [
    "attachments named with paths, direction marks and 300 letters",
    mixed(
      text,
      ...[
        "../../etc/passwd",
        "C:\\Windows\\x.exe",
        "=?utf-8?B?aW52b2ljZeKArmZkcC5leGU=?=",
        "x".repeat(300),
      ].map(
        (name) =>
          `Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="${name}"\n\nMZ`,
      ),
    ),
  ],
  [
    "an out-of-office answer",
    mail(
      "Auto-Submitted: auto-replied\nX-Auto-Response-Suppress: All\nIn-Reply-To: <x@acme.example>\n\nI am away\n",
    ),
  ],
  [
    "a bounce",
    mail(`Content-Type: multipart/report; report-type=delivery-status; boundary=r
Return-Path: <>

--r

It could not be delivered.
--r
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.evil.example

Final-Recipient: rfc822; x@evil.example
Action: failed
Status: 5.1.1
--r
Content-Type: text/rfc822-headers

Subject: What you sent
--r--
`),
  ],
  [
    "a list's mail",
    mail(
      "List-Id: <news.evil.example>\nList-Unsubscribe: <https://evil.example/u>\nPrecedence: bulk\n\nNews\n",
    ),
  ],
  [
    "a mail that breaks off",
    mixed(
      text,
      `Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n${base64(Buffer.alloc(999))}`,
    ).subarray(0, 700),
  ],
  ["bare line feeds", Buffer.from("From: bank@evil.example\nSubject: Pay\n\n.\nNow\n.\n..\n")],
  ["bare carriage returns", Buffer.from("From: bank@evil.example\rSubject: Pay\r\rNow\r.\r")],
  [
    "names of the language",
    mail("__proto__: x\nconstructor: y\nContent-Type: text/html; __proto__=x\n\n<p __proto__=x>\n"),
  ],
  ["nothing", Buffer.alloc(0)],
];
