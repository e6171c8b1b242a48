import { defineConfig } from "@playwright/test";

/** setup/test.mjs finds or installs a Chromium and names it in CHROMIUM_PATH. */
const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

export default defineConfig({
  testDir: "e2e",
  // Those are no checks: `npm run pictures`.
  testIgnore: process.env.PICTURES ? [] : "**/pictures/**",
  outputDir: "test-results",
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // Tests of a file share a machine of their worker, and nothing else.
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: "list",
  use: {
    locale: "en-GB",
    timezoneId: "Europe/Amsterdam",
    ignoreHTTPSErrors: true,
    screenshot: "only-on-failure",
    // A trace of each test costs a fifth of the processor's time: `npm run e2e -- --trace on` when one is needed.
    trace: "off",
    launchOptions: {
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
