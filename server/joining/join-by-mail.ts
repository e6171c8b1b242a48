import { createHash, createHmac, randomUUID } from "node:crypto";
import type { Language } from "../../shared/lifecycle.ts";
import type { Transact } from "../db/connect.ts";
import { canonicalAddress } from "../domain/address.ts";
import { joiningRefusal } from "../domain/joining.ts";
import { statusOf } from "../domain/lifecycle.ts";
import { priorityOf } from "../domain/outbox.ts";
import { AppError } from "../errors.ts";
import type { Outbox, OutboxMessage } from "../mail/outbox.ts";
import type { OrganizationDoc, OrganizationStore } from "../organization/organization-store.ts";
import type { UserStore } from "../users/user-store.ts";
import { composeJoinMail } from "./join-mail.ts";
import type { JoinLink, JoinRequest, JoinRequestStore } from "./join-request-store.ts";
import type { JoiningService } from "./joining-service.ts";

export interface JoinByMailPorts {
  store: JoinRequestStore;
  organizations: Pick<OrganizationStore, "find" | "findBySlug">;
  users: Pick<UserStore, "findPerson">;
  outbox: Pick<Outbox, "enqueue" | "forgetJoins">;
  joining: Pick<JoiningService, "joinByLink">;
  transact: Transact;
  now: () => Date;
  mailWaits: () => void;
  /** The server's key. */
  secret: string;
  serviceFrom: string;
  publicUrl: string;
}

const hour = 3_600_000;
const linkLasts = 24 * hour;
/** Between two mails to one address, whoever asks for them. */
const pause = 4 * hour;
/** So long the mail is known as ours when it is reported. */
const keptFor = 30 * 24 * hour;
const batch = 100;

/** What the page behind a link shows. `over` says nothing of why. */
export type JoinLook = "ask" | "done" | "closed" | "over";

const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");
const tokenForm = /^[A-Za-z0-9_-]{43}$/;

export type JoinByMail = ReturnType<typeof createJoinByMail>;

/**
 * Joining without the button. Whoever types an address gets the same answer in the same time, since all that the answer
 * waits for is one note; a worker looks later whose address it is. Only who may join by the button at that moment gets a
 * mail: those in training already get none, for it would tell them nothing that they do not know, and anybody could send it
 * to them.
 */
export function createJoinByMail(ports: JoinByMailPorts) {
  const { store, organizations, now } = ports;
  /** The secret of the link: made anew whenever the mail is written, so it is stored nowhere. */
  const tokenOf = (organization: string, link: string) =>
    createHmac("sha256", ports.secret).update(`join ${organization} ${link}`).digest("base64url");
  const messageIdOf = ({ id }: JoinLink) =>
    `<${id}.join@${ports.serviceFrom.slice(ports.serviceFrom.lastIndexOf("@") + 1)}>`;

  /** Where this address stands, by the same rules as at the button. */
  async function standingOf(
    organization: OrganizationDoc,
    address: string,
    at: Date,
  ): Promise<"may" | Exclude<JoinLook, "ask">> {
    const person = await ports.users.findPerson(organization._id, undefined, address);
    const standing = person && { stage: person.stage, status: statusOf(person) };
    const refusal = joiningRefusal(organization.joining, address, standing, at);
    if (refusal) return refusal === "joining_closed" ? "closed" : "over";
    return standing && standing.stage !== "notStarted" ? "done" : "may";
  }

  /** Looks at one request; true when a mail is on its way. */
  async function answer(request: JoinRequest): Promise<boolean> {
    const at = now();
    const { organization: id, address, link: last } = request;
    const organization = await organizations.find(id);
    const isSoon = last !== undefined && at.getTime() - last.mailedAt.getTime() < pause;
    if (!organization || isSoon || (await standingOf(organization, address, at)) !== "may") {
      await store.dismiss(request);
      return false;
    }
    const link: JoinLink = { id: randomUUID(), tokenHash: "", mailedAt: at, expiresAt: after(at, linkLasts) };
    link.tokenHash = hashOf(tokenOf(id, link.id));
    return ports.transact(async (tx) => {
      if (!(await store.issue(request, link, after(at, keptFor), tx))) return false;
      await ports.outbox.enqueue(
        {
          organization: id,
          kind: "join",
          attempt: 1,
          to: address,
          messageId: messageIdOf(link),
          priority: priorityOf("join"),
          dueAt: at,
          cause: "self",
          createdAt: at,
        },
        tx,
      );
      return true;
    });
  }

  /** The link that a mail carries, if it is still the one that counts. */
  async function linkOf({ organization, to, messageId }: OutboxMessage) {
    const request = await store.findByAddress(organization, to);
    const link = request?.link;
    return request && link && messageIdOf(link) === messageId ? { request, link } : null;
  }

  /** What a link stands for now. */
  async function look(slug: string, token: string) {
    const organization = await organizations.findBySlug(slug);
    const request =
      organization && tokenForm.test(token) ? await store.findByToken(organization._id, hashOf(token)) : null;
    const link = request?.link;
    const at = now();
    if (!organization || !request || !link || at >= link.expiresAt)
      return { look: "over" as JoinLook, organization, request: null };
    const stands = await standingOf(organization, request.address, at);
    const asks = link.usedAt ? ("over" as const) : ("ask" as const);
    return { look: stands === "may" ? asks : stands, organization, request };
  }

  return {
    look,

    /** Somebody typed this address on the organization's page. What is no address is nobody's. */
    async ask(
      organization: Pick<OrganizationDoc, "_id" | "languages" | "defaultLanguage">,
      typed: string,
      asked: Language,
    ): Promise<void> {
      let address: string;
      try {
        address = canonicalAddress(typed);
      } catch {
        return;
      }
      const at = now();
      const language = organization.languages.includes(asked) ? asked : organization.defaultLanguage;
      await store.ask(organization._id, address, { language, at, forgetAt: after(at, linkLasts) });
    },

    /** Looks at what was asked for; answers how many mails are on their way. Several workers may do so at once. */
    async run(stopping: () => boolean = () => false): Promise<number> {
      let mails = 0;
      for (;;) {
        const waiting = stopping() ? [] : await store.waiting(batch);
        for (const request of waiting) if (!stopping() && (await answer(request))) mails += 1;
        if (waiting.length < batch) break;
      }
      if (mails > 0) ports.mailWaits();
      return mails;
    },

    /**
     * Whoever reads the mail says that it is them: that is what joins. A second press changes nothing. Where the organization
     * has terms, nothing happens without a yes to them; `mustAccept` says that it was missing.
     */
    async confirm(slug: string, token: string, acceptsTerms: boolean) {
      const before = await look(slug, token);
      const { organization, request } = before;
      const link = request?.link;
      if (before.look !== "ask" || !organization || !link) return before;
      if (organization.terms && !acceptsTerms) return { ...before, mustAccept: true };
      try {
        const { address, language } = request;
        const terms = organization.terms && { acceptsTerms: true as const };
        await ports.joining.joinByLink({ organization, address, language, ...terms }, (at, tx) =>
          store.use(request, link, at, tx),
        );
      } catch (error) {
        // Removed, or the gate shut, since the page was opened: the page says how things stand.
        if (!(error instanceof AppError)) throw error;
      }
      return look(slug, token);
    },

    /** Asked after the claim: a link that is used, dead or overtaken is not mailed any more. */
    async isWanted(message: OutboxMessage): Promise<boolean> {
      const found = await linkOf(message);
      const organization = found && (await organizations.find(message.organization));
      if (!organization || found.link.usedAt || now() >= found.link.expiresAt) return false;
      return (await standingOf(organization, message.to, now())) === "may";
    },

    async render(message: OutboxMessage, date: Date): Promise<{ from: string; raw: Buffer }> {
      const found = await linkOf(message);
      const organization = found && (await organizations.find(message.organization));
      if (!organization) throw new Error("Nobody waits for this link any more.");
      const { request, link } = found;
      const token = tokenOf(organization._id, link.id);
      const raw = await composeJoinMail(organization, {
        to: request.address,
        language: request.language,
        from: ports.serviceFrom,
        messageId: message.messageId,
        date,
        expiresAt: link.expiresAt,
        publicUrl: ports.publicUrl,
        link: `${ports.publicUrl}/join/${organization.slug}/${token}`,
      });
      return { from: ports.serviceFrom, raw };
    },

    /** Forgets what was asked for long ago, and its mails. Safe to run twice. */
    async sweep(at: Date): Promise<number> {
      const old = await store.old(at, 500);
      for (const request of old) {
        await ports.outbox.forgetJoins(request.organization, [request.address]);
        await store.remove(request);
      }
      return old.length;
    },
  };
}

const after = (at: Date, wait: number): Date => new Date(at.getTime() + wait);
