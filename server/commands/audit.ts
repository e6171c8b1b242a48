import { auditCommand } from "./audit-command.ts";
import { runCommand } from "./command.ts";

await runCommand(auditCommand);
