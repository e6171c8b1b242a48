import { SetupError, run } from "./say.mjs";
import { runProduction } from "./production.mjs";

// npm run organization, migrate, restored, mail-dns, audit: what an operator does to a production database, by the compiled program.
const commands = ["organization", "migrate", "restored", "mail-dns", "audit"];
await run(async () => {
  const name = process.argv[2] ?? "";
  if (!commands.includes(name)) throw new SetupError(`There are these: ${commands.join(", ")}.`);
  // The program reads its own arguments, as it does without npm.
  process.argv.splice(1, 2, `dist/server/commands/${name}.js`);
  await runProduction(`server/commands/${name}.js`);
});
