import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import { isRoot } from "../postgres/account.ts";
import { PlainFailure } from "../process/plain-failure.ts";

const APT = "/usr/bin/apt-get";
const SYSTEM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC_BROWSERS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * Out: the path of a Chromium or Chrome: CHROME_PATH, the system's, Playwright's own download, or, where root may install
 * it, Debian's package. Throws PlainFailure, with what to do, when there is none.
 */
export function findChromium(): string {
  const wanted = process.env["CHROME_PATH"];
  if (wanted !== undefined && wanted !== "") {
    if (existsSync(wanted)) return wanted;
    throw new PlainFailure(`CHROME_PATH names ${wanted}, and there is no such file.`);
  }
  const found = findOnSystem() ?? findPlaywrightsOwn() ?? installWithApt();
  if (found !== undefined) return found;
  throw new PlainFailure(
    "The end-to-end tests need a browser: install Chromium or Chrome, run `npx playwright install chromium`, or set CHROME_PATH.",
  );
}

function findOnSystem(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const candidates = SYSTEM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...MAC_BROWSERS].find((path) => existsSync(path));
}

function findPlaywrightsOwn(): string | undefined {
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

function installWithApt(): string | undefined {
  if (!isRoot || !existsSync(APT)) return undefined;
  console.log("installing Debian's chromium with apt");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync(APT, ["update"], { stdio: "ignore", env });
  spawnSync(APT, ["install", "--yes", "--no-install-recommends", "chromium"], {
    stdio: "ignore",
    env,
  });
  return findOnSystem();
}
