import { runCommand } from "./command.ts";
import { mailDnsCommand } from "./mail-dns-command.ts";

await runCommand(mailDnsCommand);
