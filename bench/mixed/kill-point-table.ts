import { steps } from "../../server/steps.ts";
import { startFleet } from "../../server/test/fleet/fleet.ts";
import { createKillPoints } from "../../server/test/fleet/kill-points.ts";
import type { OwnMongod } from "../../setup/own-mongod.ts";
import { seeded } from "../../server/test/fleet/seeded.ts";

/** Each step at its first, second and a later pass, with one server and with two: 66 deaths, and a look after each. */
export async function killPointTable(
  mongod: OwnMongod,
  seed: number,
  log: (words: string) => void,
): Promise<{ text: string; violations: number }> {
  const random = seeded(seed);
  const rows: string[] = [];
  let violations = 0;
  for (const servers of [1, 2]) {
    const fleet = await startFleet({ mongodbUri: mongod.uri(`points${servers}`), servers, random });
    const killPoints = createKillPoints(fleet);
    for (const step of steps) {
      const cells: string[] = [];
      for (const pass of [1, 2, 3 + Math.floor(random() * 3)]) {
        const found = await killPoints
          .at(step, pass)
          .then(({ violations: list }) => list)
          .catch((error: unknown) => [error instanceof Error ? error.message : String(error)]);
        violations += found.length;
        cells.push(`${pass}: ${found.length}`);
        log(`${servers} server(s), ${step}, pass ${pass}: ${found.length} violations`);
        for (const words of found.slice(0, 5)) log(`  ${words}`);
      }
      rows.push(`| ${step} | ${servers} | ${cells.join(" | ")} |`);
    }
    killPoints.stop();
    await fleet.stop();
  }
  const head = [
    "| step | servers | first pass: violations | second | a later one |",
    "| --- | --- | --- | --- | --- |",
  ];
  return { text: [...head, ...rows].join("\n"), violations };
}
