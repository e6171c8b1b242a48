import { holdRestored } from "../mail/hold-restored.ts";
import { UsageError, withProduct, type Command } from "./command.ts";

const usage = `npm run restored

Run it once after a backup was restored, before any server starts. Simulations that were due by now wait for an admin, since
they may have gone out after the backup was made; everybody is signed out of the portal. May be repeated.`;

/** `npm run restored`: what has to be done once after a restore, before mails go out. */
export const restoredCommand: Command = async (args, env) => {
  if (args.length > 0) throw new UsageError([`Not understood: ${args.join(" ")}`], usage);
  return withProduct(env, async (deps) => {
    const held = await holdRestored(deps);
    // A session that was ended after the backup must not live again.
    const sessions = await deps.connection.collection("sessions").deleteMany({});
    const names = await Promise.all(
      [...held].map(
        async ([id, mails]) =>
          `${(await deps.organizations.get(id)).name}: mails that wait for an admin now: ${mails}`,
      ),
    );
    return [
      ...names,
      ...(held.size === 0 ? ["No mail was due, so none is held."] : []),
      `Sessions of the portal that were ended: ${sessions.deletedCount}`,
      "API tokens that were revoked after the backup was made are valid again: look through the list in the portal.",
    ];
  });
};
