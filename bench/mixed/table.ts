import type { Verdict } from "../../server/test/fleet/check.ts";
import type { Fleet } from "../../server/test/fleet/fleet.ts";
import type { Ledger } from "../../server/test/fleet/ledger.ts";
import type { Harm } from "./chaos.ts";

/** Steps after which a mail may have gone out without a mark. */
const doubtful = ["marked", "dotWritten", "accepted"] as const;

/** Memory (resident, in MB) of the servers at one moment of the run. */
export interface Sample {
  minute: number;
  megabytes: number[];
}

/** The run as a Markdown table. */
export function tableOf(run: {
  minutes: number;
  seed: number;
  fleet: Fleet;
  ledger: Ledger;
  harm: Harm;
  verdict: Verdict;
  checks: number;
  everInDoubt: number;
  samples: Sample[];
}): string {
  const { fleet, ledger, harm, verdict, samples } = run;
  const steps = [...harm.byStep].map(([step, times]) => `${step} ${times}`).join(", ");
  const sink = [...fleet.sink.done].map(([mood, times]) => `${mood} ${times}`).join(", ");
  const cuts = ["cutsBeforeTheDot", "cutsAfterTheDot", "stallsAfterTheDot"] as const;
  const cut = cuts.reduce((sum, mood) => sum + (fleet.sink.done.get(mood) ?? 0), 0);
  const inWindow = doubtful.reduce((sum, step) => sum + (harm.byStep.get(step) ?? 0), 0);
  const every = Math.max(1, Math.ceil(samples.length / 12));
  const memory = samples
    .filter((_, n) => n % every === 0)
    .map(({ minute, megabytes }) => `${minute}: ${megabytes.join("/")}`);
  const rows: [string, string | number][] = [
    ["minutes, seed", `${run.minutes.toFixed(1)}, ${run.seed}`],
    ["servers killed", harm.kills],
    ["– at a step", steps],
    ["– at any moment (SIGKILL)", harm.atRandom],
    ["servers stopped for longer than a lease", harm.stops],
    ["servers ended in order (SIGTERM, exit 0)", harm.terms],
    ["database killed", harm.databaseKills],
    ["mail server's faults", sink],
    ["operations acknowledged", ledger.acknowledged],
    [
      "calls answered 503 / 500 / not at all, tried again",
      `${ledger.tries.busy} / ${ledger.tries.failed} / ${ledger.tries.unanswered}`,
    ],
    ["slowest 503 (ms)", Math.round(ledger.tries.slowestBusy)],
    ["people, reports", `${verdict.people}, ${verdict.reports}`],
    [
      "simulations sent / in doubt at the end / copies that arrived",
      `${verdict.sent} / ${verdict.inDoubt} / ${verdict.copies}`,
    ],
    [
      "mails ever in doubt, against kills and cuts that may cause it",
      `${run.everInDoubt} against ${harm.atRandom} + ${inWindow} kills (up to 8 mails each) and ${cut} cuts or stalls`,
    ],
    ["forwards / copies that arrived", `${verdict.forwards} / ${verdict.forwardCopies}`],
    ["checks with everything still", run.checks],
    ["memory of the servers by minute (MB)", memory.join("; ")],
    ["**violations**", verdict.violations.length],
  ];
  const lines = rows.map(([name, value]) => `| ${name} | ${value === "" ? "none" : value} |`);
  const details = verdict.violations.slice(0, 50).map((words) => `- ${words}`);
  return [
    "| what | measured |",
    "| --- | --- |",
    ...lines,
    ...(details.length > 0 ? ["", ...details] : []),
  ].join("\n");
}
