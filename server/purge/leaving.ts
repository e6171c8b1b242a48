import type * as z from "zod/mini";
import type { Leaving } from "../../shared/contracts/user-action.ts";
import type { Transact } from "../db/connect.ts";
import { restorableFor } from "../domain/user-action.ts";
import type { OutboxMessage } from "../mail/outbox.ts";
import type { Simulations } from "../simulations/simulation.ts";

interface LeavingPorts {
  simulations: Pick<Simulations, "openOf">;
  mailsOf: (organization: string, simulations: readonly string[]) => Promise<OutboxMessage[]>;
  transact: Transact;
}

const onTheWay: readonly OutboxMessage["state"][] = ["queued", "held", "sending", "inDoubt"];

/** What is still open for people who are about to be removed, and whether switching them off would do them more justice. */
export const createLeaving =
  ({ simulations, mailsOf, transact }: LeavingPorts) =>
  async (organization: string, people: readonly string[], at: Date): Promise<z.input<typeof Leaving>> => {
    const open = await transact((tx) => simulations.openOf(organization, people, tx));
    const mails = open.length > 0 ? await mailsOf(organization, open) : [];
    return {
      simulations: open.length,
      mails: mails.filter(({ state }) => onTheWay.includes(state)).length,
      // What is open is lost by a removal, and kept by a person who is only switched off.
      proposal: open.length > 0 ? "deactivate" : "remove",
      purgeAt: new Date(at.getTime() + restorableFor).toISOString(),
    };
  };
