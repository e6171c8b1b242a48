import { Router } from "express";
import { GetEvents, type LiveTopic } from "../../shared/contracts/session.ts";
import { may, type Permission } from "../../shared/permissions.ts";
import { adminOf, type Guards } from "../auth/caller.ts";
import type { ChangeFeed } from "./change-feed.ts";

const heartbeatEvery = 20_000;
/** Whom a topic concerns: those who may read what changed. */
const readers: Record<LiveTopic, Permission> = {
  users: "people.read",
  organization: "settings.read",
  reports: "reports.read",
  mail: "mail.read",
  checks: "check.run",
};
/** A stream ends by itself now and then, so that rights are checked again when the browser comes back. */
const longestStream = 10 * 60_000;
/** After a change of people the caller may be one of them: signed out everywhere, removed, of another role. */
const askAgainEvery = 2_000;
const gatherFor = 100;

/** Server-sent events (WHATWG HTML 9.2): the names of topics that changed, gathered for a moment; no data of anybody. */
export function eventRoutes(feed: ChangeFeed, { requireAdmin, isStillAdmin }: Guards): Router {
  const router = Router();
  router.get(GetEvents.path, requireAdmin(GetEvents), (req, res) => {
    const { organization, user } = adminOf(req);
    res
      .status(200)
      .set({ "Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no" });
    res.flushHeaders();
    res.write("retry: 2000\n\n");
    const changed = new Set<LiveTopic>();
    let gathering: NodeJS.Timeout | undefined;
    const tell = () => {
      gathering = undefined;
      for (const topic of changed) res.write(`event: ${topic}\ndata: {}\n\n`);
      changed.clear();
    };
    let peopleChanged = false;
    const stop = feed.subscribe(organization, (topic) => {
      peopleChanged ||= topic === "users";
      if (!may(user.role, readers[topic])) return;
      changed.add(topic);
      gathering ??= setTimeout(tell, gatherFor);
    });
    const heartbeat = setInterval(() => res.write(": here\n\n"), heartbeatEvery);
    const askAgain = setInterval(() => {
      if (!peopleChanged) return;
      peopleChanged = false;
      // A database that is away for a moment ends no stream.
      void isStillAdmin(req).then(
        (is) => is || res.end(),
        () => undefined,
      );
    }, askAgainEvery);
    const limit = setTimeout(() => res.end(), longestStream);
    res.on("close", () => {
      stop();
      clearInterval(heartbeat);
      clearInterval(askAgain);
      clearTimeout(limit);
      clearTimeout(gathering);
    });
  });
  return router;
}
