import type { ShownMail } from "../../shared/contracts/report.ts";

/** What people may see of a mail: nothing in it loads, runs or leads away. @throws what the parser throws. */
export function showMail(bytes: Uint8Array): Promise<Omit<ShownMail, "state">>;
