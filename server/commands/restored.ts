import { runCommand } from "./command.ts";
import { restoredCommand } from "./restored-command.ts";

await runCommand(restoredCommand);
