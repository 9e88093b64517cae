// Pictures instead of tests: `npm run screenshots`.
import { defineConfig } from "@playwright/test";

import { shared } from "./settings";

export default defineConfig({
  ...shared,
  testDir: ".",
  testMatch: "screenshots.ts",
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  reporter: "list",
});
