import type { SimulationKind, TrainingStage } from "../../shared/lifecycle.ts";
import type { Pair, Side } from "./merge.ts";

/** What a merge changes of a simulation, beside whose it is. */
export interface SimulationPart {
  startNumber: number;
  state: "open" | "reported" | "superseded";
  dueAt?: Date;
  closedAt?: Date;
}
export interface MergedSimulation {
  id: string;
  was: SimulationPart;
  becomes: SimulationPart;
}
interface Simulation extends SimulationPart {
  _id: string;
  kind: SimulationKind;
}

/**
 * What becomes of the simulations of two people who are one from now on. At most one Welcome simulation stays open: that of
 * the training that goes on, while it waits for its report. What lies in a mailbox can still be caught; what never left is
 * over, so nobody gets a mail because of a merge.
 */
export function mergeSimulations(
  of: Pair<readonly Simulation[]>,
  {
    training,
    stage,
    startNumbers,
    isOut,
    at,
  }: {
    /** Whose training goes on. */
    training: Side;
    /** Where it stands. */
    stage: TrainingStage;
    startNumbers: Pair<number>;
    /** Whether a mail of it left, or may have. */
    isOut: (simulation: string) => boolean;
    at: Date;
  },
): Pair<MergedSimulation[]> {
  const first = training === "stays" ? startNumbers.goes : startNumbers.stays;
  const taken = new Set(of.stays.map(({ dueAt }) => dueAt?.getTime()));
  const staysOpen = (simulation: Simulation, side: Side): boolean => {
    if (simulation.kind === "training") return side === "stays" || isOut(simulation._id);
    return side === training && stage === "started" && simulation.startNumber === startNumbers[side];
  };
  const part = ({ startNumber, state, dueAt, closedAt }: SimulationPart): SimulationPart => ({
    startNumber,
    state,
    ...(dueAt && { dueAt }),
    ...(closedAt && { closedAt }),
  });
  const change = (side: Side) => (simulation: Simulation) => {
    const was = part(simulation);
    const { dueAt, ...rest } = was;
    // There is one for each date; of two, the other's is known by its id alone.
    const free = dueAt && (side === "stays" || !taken.has(dueAt.getTime()));
    const closes = was.state === "open" && !staysOpen(simulation, side);
    const becomes: SimulationPart = {
      ...rest,
      ...(free && { dueAt }),
      startNumber: was.startNumber + (side === training ? first : 0),
      ...(closes && { state: "superseded", closedAt: at }),
    };
    return { id: simulation._id, was, becomes };
  };
  return {
    stays: of.stays
      .map(change("stays"))
      .filter(({ was, becomes }) => was.startNumber !== becomes.startNumber || was.state !== becomes.state),
    goes: of.goes.map(change("goes")),
  };
}

/** How a simulation stands after the undo. What was reported meanwhile stays reported. */
export function unmergeSimulation(now: SimulationPart, { was, becomes }: MergedSimulation): SimulationPart {
  const reopens = was.state === "open" && becomes.state !== "open" && now.state === becomes.state;
  const { closedAt, ...rest } = now;
  return {
    ...rest,
    startNumber: was.startNumber,
    ...(was.dueAt && { dueAt: was.dueAt }),
    ...(reopens ? { state: "open" } : closedAt && { closedAt }),
  };
}
