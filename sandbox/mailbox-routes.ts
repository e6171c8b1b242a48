import express, { type Request, Router } from "express";
import * as z from "zod/mini";
import { AppError } from "../server/errors.ts";
import { parse } from "../server/http/validate.ts";
import { type Mailboxes, type OwnFolder, folders } from "./mailboxes.ts";
import type { SendMail } from "./send-mail.ts";

const Address = z.string().check(z.regex(/^[^\s@]+@[^\s@]+$/), z.maxLength(320));
const isOwnFolder = (text: unknown) => typeof text === "string" && /^folder:\P{Cc}{1,255}$/u.test(text);
const Change = z.object({
  seen: z.optional(z.boolean()),
  flagged: z.optional(z.boolean()),
  folder: z.optional(z.union([z.enum(folders), z.custom<OwnFolder>(isOwnFolder)])),
});
const Send = z.object({
  to: z.union([
    z.string().check(z.minLength(3), z.maxLength(10_000)),
    z.array(Address).check(z.minLength(1), z.maxLength(100)),
  ]),
  subject: z.optional(z.string().check(z.maxLength(1000))),
  text: z.optional(z.string().check(z.maxLength(1_000_000))),
  attach: z.optional(z.string()),
  forward: z.optional(z.string()),
});

const absent = () => new AppError("not_found", "There is no such mail in this mailbox.");
type InBox = Request<{ email: string; file: string }>;

/** The calls on mailboxes: lists, the mails as they came, marks and folders, sending to other mailboxes. */
export function mailboxRoutes(mailboxes: Mailboxes, send: SendMail): Router {
  const router = Router();
  const json = express.json({ limit: "2mb" });
  const mailboxOf = (req: Request<{ email: string }>) => parse(Address, req.params.email).toLowerCase();

  router.get("/sandbox/mailboxes", async (_req, res) => {
    res.json(await mailboxes.all());
  });
  router.get("/sandbox/mailboxes/:email/messages", async (req, res) => {
    res.json(await mailboxes.messages(mailboxOf(req)));
  });
  router.get("/sandbox/mailboxes/:email/messages/:file", async (req: InBox, res) => {
    const id = /^(.+)\.eml$/.exec(req.params.file)?.[1];
    const raw = id && (await mailboxes.raw(mailboxOf(req), id));
    if (!raw) throw absent();
    res.set({ "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox" });
    res.set("Content-Type", "message/rfc822").send(raw);
  });
  router.patch("/sandbox/mailboxes/:email/messages/:file", json, async (req: InBox, res) => {
    const change = parse(Change, req.body);
    const set = {
      ...(change.seen !== undefined && { seen: change.seen }),
      ...(change.flagged !== undefined && { flagged: change.flagged }),
      ...(change.folder !== undefined && { folder: change.folder }),
    };
    if (Object.keys(set).length === 0) throw new AppError("invalid_request", "There is nothing to change.");
    const changed = await mailboxes.change(mailboxOf(req), req.params.file, set);
    if (!changed) throw absent();
    res.json(changed);
  });
  router.post("/sandbox/mailboxes/:email/send", json, async (req, res) => {
    res.status(201).json(await send(mailboxOf(req), parse(Send, req.body)));
  });
  return router;
}
