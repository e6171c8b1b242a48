import { runCommand } from "./command.ts";
import { organizationCommand } from "./organization-command.ts";

await runCommand(organizationCommand);
