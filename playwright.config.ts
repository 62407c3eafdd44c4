import { defineConfig, devices } from "@playwright/test";
import { findChromium } from "./scripts/browser/find-chromium.ts";
import { isRoot } from "./scripts/postgres/account.ts";

// A browser that calls nobody; Chromium's sandbox does not work for root.
const QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/support/global-setup.ts",
  outputDir: "test-results",
  forbidOnly: true,
  // One stack serves all journeys, and each of them moves money in it.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: findChromium(),
      args: isRoot ? ["--no-sandbox", ...QUIET] : QUIET,
    },
  },
});
