import MongoStore from "connect-mongo";
import { promisify } from "node:util";
import type { Request, RequestHandler } from "express";
import session from "express-session";
import type { Connection } from "mongoose";
import type { SignInBegun } from "./code-flow.ts";

declare module "express-session" {
  interface SessionData {
    /** Who is signed in; rights are read from the stored user each time. */
    admin: { organization: string; user: string; signedInAt: number; epoch: number };
    /** Somebody who signed in to see what became of a report of theirs; opens nothing else. */
    reporter: { organization: string; directory: string; signedInAt: number };
    /** A sign-in under way: bound to this browser by the cookie, used once. */
    signIn: SignInBegun & { next: string };
    /** The same for the add-in's dialog: what its pane gave, and what office.js must find in the address again. */
    dialog: SignInBegun & { challenge: string; hostInfo: string };
  }
}

/** Idle and absolute limits of a session, in milliseconds of real time. */
export const idleFor = 30 * 60_000;
export const longest = 12 * 3_600_000;
/** How long a sign-in under way is kept, of whoever asked for one. */
export const signInWithin = 10 * 60_000;
export const cookieName = "__Host-fc";
const collectionName = "sessions";

/**
 * Stores the session now. At the end of an answer it is stored too, but a redirect leaves before that, and a quick browser
 * would come back as nobody.
 */
export const saveSession = (req: Request): Promise<void> => promisify(req.session.save.bind(req.session))();

/** Sessions that have ended go by themselves. */
export async function buildSessionIndex(connection: Connection): Promise<void> {
  const sessions = connection.collection(collectionName);
  await sessions.createIndex({ expires: 1 }, { expireAfterSeconds: 0 }, {});
  await sessions.createIndex({ "session.admin.user": 1 }, { sparse: true }, {});
  await sessions.createIndex({ "session.reporter.directory": 1 }, { sparse: true }, {});
}

/** Forgets the sessions of one person. They are over already, by the count in the stored user; this only tidies up. */
export async function forgetSessions(
  connection: Connection,
  organization: string,
  user: string,
): Promise<void> {
  await connection
    .collection(collectionName)
    .deleteMany({ "session.admin.organization": organization, "session.admin.user": user });
}

/** Forgets the sessions of somebody who looked at what they reported. */
export async function forgetReporterSessions(
  connection: Connection,
  organization: string,
  directory: string,
): Promise<void> {
  await connection
    .collection(collectionName)
    .deleteMany({ "session.reporter.organization": organization, "session.reporter.directory": directory });
}

/** The portal's sessions: in the database, so that they can be ended; the cookie goes over https only. */
export function portalSession(connection: Connection, secret: string): RequestHandler {
  const handler = session({
    name: cookieName,
    secret,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { httpOnly: true, secure: true, sameSite: "lax", path: "/", maxAge: idleFor },
    store: MongoStore.create({
      client: connection.getClient() as never,
      dbName: connection.name,
      collectionName,
      // It would build its index unwatched, and a database that is away at that moment would end the process.
      autoRemove: "disabled",
      stringify: false,
      touchAfter: 60,
    }),
  });
  return (req, res, next) => {
    handler(req, res, (error?: unknown) => {
      if (error) {
        next(error);
        return;
      }
      const signedInAt = req.session.admin?.signedInAt;
      if (signedInAt !== undefined && Date.now() - signedInAt > longest) req.session.regenerate(next);
      else next();
    });
  };
}
