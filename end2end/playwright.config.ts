// Every citizen's journey runs twice, as WASM and as plain HTML; staff pages run on a desk.
//
//   area.spec.ts            with and without script
//   area.hydrated.spec.ts   what only script can do, on a phone
//   area.desk.spec.ts       staff, on a desk
import { defineConfig } from "@playwright/test";

import { desktop, phone, shared } from "./settings";

export default defineConfig({
  ...shared,
  testDir: ".",
  fullyParallel: true,
  workers: 1,
  retries: 0,
  forbidOnly: !!process.env.CI,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    ...shared.use,
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    // Without snapshots of the document: taking them fetches the previews of photos, which the pages' policy forbids.
    trace: { mode: "retain-on-failure", snapshots: false },
  },
  projects: [
    { name: "phone", testMatch: "*.spec.ts", testIgnore: "*.desk.spec.ts", use: phone },
    {
      name: "no-script",
      testMatch: "*.spec.ts",
      testIgnore: ["*.desk.spec.ts", "*.hydrated.spec.ts"],
      use: { ...phone, javaScriptEnabled: false },
    },
    { name: "desktop", testMatch: "*.desk.spec.ts", use: desktop },
  ],
});
