import { defineConfig, devices } from "@playwright/test";
import { findChromium } from "./scripts/browser/find-chromium.ts";
import { isRoot } from "./scripts/postgres/account.ts";

// A browser that calls nobody; Chromium's sandbox does not work for root.
const QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Journeys that change nothing which another one counts on: they look, or act on what they made themselves. */
const BESIDE =
  /(accessibility|customer|exports|retry|roles|sandbox-page|update-link|webhook-delivery)\.spec\.ts$/;

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/support/global-setup.ts",
  outputDir: "test-results",
  forbidOnly: true,
  // One stack serves all journeys: most that move money follow each other, the others go on beside them.
  workers: 2,
  projects: [
    { name: "money", workers: 1, testIgnore: BESIDE },
    { name: "beside", workers: 1, testMatch: BESIDE },
  ],
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    // Without its film, which costs a journey a fifth of its time: the elements at each step are kept.
    trace: { mode: "retain-on-failure", screenshots: false },
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: findChromium(),
      args: isRoot ? ["--no-sandbox", ...QUIET] : QUIET,
    },
  },
});
