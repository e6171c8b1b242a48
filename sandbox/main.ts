import { startSandbox } from "./sandbox.ts";
import { SettingsError, readSettings } from "./settings.ts";

const say = (line: string) => console.log(line);

try {
  const began = performance.now();
  const settings = await readSettings(process.env, process.cwd());
  const stop = await startSandbox(settings, process.env, say);
  const { urls, dataDir } = settings;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say(
    `Firstcatch is ready: ${urls.http} (by https: ${urls.https}; data in ${dataDir}; started in ${seconds} s)`,
  );

  let stopping = false;
  const end = async () => {
    if (stopping) process.exit(130); // asked twice
    stopping = true;
    say("Stopping ...");
    await stop();
    say("Stopped.");
    process.exit(0);
  };
  process.on("SIGTERM", () => void end());
  process.on("SIGINT", () => void end());
} catch (error) {
  const told =
    error instanceof Error &&
    (error instanceof SettingsError || /^(Setup|Config)Error$/.test(error.constructor.name));
  console.error(told ? `\n${error.message}` : error);
  process.exit(1);
}
