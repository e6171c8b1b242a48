import { randomUUID } from "node:crypto";
import { createTransport } from "nodemailer";
import { firstOrganization, firstOwner } from "./constants.ts";

interface OrdinaryMail {
  from: [name: string, local: string];
  to: string[];
  minutesAgo: number;
  seen: boolean;
  subject: string;
  paragraphs: string[];
}

const newcomer = "newcomer@acme.example";
const colleague = "colleague@acme.example";
const day = 24 * 60;

/** What lies in the mailboxes on the first day: mails of an ordinary company, all harmless. */
const mails: OrdinaryMail[] = [
  {
    from: ["Payroll", "payroll"],
    to: [newcomer],
    minutesAgo: 3 * day + 40,
    seen: true,
    subject: "Your details are complete",
    paragraphs: [
      "Thank you, nothing more is needed from you.",
      "Your first payslip comes at the end of the month.",
    ],
  },
  {
    from: ["Team calendar", "calendar"],
    to: [newcomer, colleague],
    minutesAgo: 3 * day,
    seen: true,
    subject: "Invitation: Meet the team",
    paragraphs: ["Wednesday 10:00 to 10:30, room Harbour.", "Coffee is there; bring a question."],
  },
  {
    from: ["Canteen", "canteen"],
    to: [newcomer, colleague, firstOwner],
    minutesAgo: day + 60,
    seen: true,
    subject: "Menu of the week",
    paragraphs: [
      "Monday: lentil soup, oven vegetables, pear tart.",
      "Tuesday: noodles with peanut sauce. Wednesday: fish, or beans in tomato. Thursday: the cook decides. Friday: pancakes.",
    ],
  },
  {
    from: ["IT service desk", "it"],
    to: [newcomer],
    minutesAgo: 45,
    seen: false,
    subject: "Your laptop is ready",
    paragraphs: [
      "Pick it up at the desk on the ground floor.",
      "Bring your badge. The desk is open from 8:30 to 17:00.",
    ],
  },
  {
    from: ["People team", "people"],
    to: [newcomer],
    minutesAgo: 36,
    seen: false,
    subject: "Your first week, day by day",
    paragraphs: [
      "Welcome! Here is the plan for the week. Tuesday morning is for your desk, your keys and a walk through the house.",
      "One thing to do by yourself: in your mail there is a button called Report phishing. Press it once and join the practice.",
    ],
  },
  {
    from: ["Facilities", "facilities"],
    to: [newcomer, colleague],
    minutesAgo: 14,
    seen: true,
    subject: "New coffee machine on floor 3",
    paragraphs: ["It makes tea as well. Bring your own mug.", "The old one moves to the workshop."],
  },
  {
    from: ["People team", "people"],
    to: [firstOwner],
    minutesAgo: 30,
    seen: false,
    subject: "A newcomer starts this week",
    paragraphs: [
      "A new colleague starts this week and would like to join the phishing practice.",
      "Joining is still off. You can switch it on in the portal, under Joining.",
    ],
  },
];

const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** The first day's mails as genuine messages (RFC 5322), with the recipients of each and the moment of its arrival. */
export async function ordinaryMails(
  now: Date,
): Promise<{ raw: Buffer; to: string[]; seen: boolean; receivedAt: Date }[]> {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  return Promise.all(
    mails.map(async ({ from: [name, local], to, minutesAgo, seen, subject, paragraphs }) => {
      const receivedAt = new Date(now.getTime() - minutesAgo * 60_000);
      const signed = [...paragraphs, name];
      const { message } = await composer.sendMail({
        from: { name, address: `${local}@${firstOrganization.domain}` },
        to,
        date: receivedAt,
        messageId: `<${randomUUID()}@${firstOrganization.domain}>`,
        subject,
        text: `${signed.join("\n\n")}\n`,
        html: `<div style="font-family:sans-serif;font-size:15px;line-height:1.5">${signed.map((text) => `<p>${escape(text)}</p>`).join("")}</div>`,
      });
      return { raw: message as Buffer, to, seen, receivedAt };
    }),
  );
}
