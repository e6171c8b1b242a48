import { runCommand } from "./command.ts";
import { migrateCommand } from "./migrate-command.ts";

await runCommand(migrateCommand);
