import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{shared,server,sandbox,setup,addin,portal,ui,bench}/**/*.test.{ts,tsx}"],
    globalSetup: ["setup/vitest-mongod.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
