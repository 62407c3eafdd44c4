import type { Page } from "@playwright/test";
import { checkAccessibility } from "./support/check-accessibility.ts";
import { expect, test } from "./support/fixtures.ts";
import { readRunningStack } from "./support/running-stack.ts";

/** The shop lives on for days in one step, and everything is compared after it, on a machine that may be busy. */
const JOURNEY_MS = 180_000;
const HOUR_SECONDS = 3_600;

/** Moves the account's clock an hour into the next month (UTC), and the console's with it. */
async function endTheMonth(): Promise<void> {
  const url = new URL("/_sandbox/clock", readRunningStack().running.sandboxUrl);
  const { now } = (await (await fetch(url)).json()) as { now: string };
  const today = new Date(now);
  const next = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 1);
  const advanceSeconds = Math.ceil((next - today.getTime()) / 1_000) + HOUR_SECONDS;
  const body = JSON.stringify({ advanceSeconds });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body });
  expect(answer.ok, await answer.text()).toBe(true);
}

/** Has everything compared, again and again until the checklist of the month that is closed next lacks nothing but a lock. */
async function awaitProof(page: Page): Promise<void> {
  const list = page.getByRole("list", { name: "Checklist" });
  await expect(async () => {
    await page.goto("/reconciliation");
    await page.getByRole("button", { name: "Run now" }).click();
    const panel = page.getByRole("dialog", { name: "Run reconciliation" });
    await panel.getByRole("button", { name: /^Run R/ }).click();
    const newest = page.getByRole("table", { name: "Runs" }).locator("[data-row-id]").first();
    await expect(newest).toContainText("Finished", { timeout: 30_000 });
    await page.goto("/reconciliation/close");
    await expect(list).toBeVisible();
    await expect(list.getByText("Open", { exact: true })).toHaveCount(0, { timeout: 2_000 });
  }).toPass({ timeout: 120_000 });
}

// After all other journeys: the account's time moves for everybody.
test("a month is locked by one, signed by another, and closed for ever", async ({
  page,
  signIn,
  openAs,
}) => {
  test.setTimeout(JOURNEY_MS);
  await endTheMonth();
  await signIn("finance", "/reconciliation");
  await awaitProof(page);
  const month = page.getByRole("heading", { level: 2, name: /\d{4}/ });
  await expect(month).toContainText("Open");
  await page.getByRole("button", { name: "Lock…" }).click();
  const lock = page.getByRole("alertdialog", { name: /^Lock / });
  await expect(lock).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(month).toContainText("Locked");

  await page.getByRole("button", { name: "Close month…" }).click();
  const sheet = page.getByRole("dialog", { name: "Close the month" });
  await sheet.getByLabel("Note").fill("Everything is explained.");
  await expect(sheet.getByRole("button", { name: /^Ask for approval: close / })).toBeVisible();
  await checkAccessibility(page);
  await page.keyboard.press("Control+Enter");
  await expect(sheet).toBeHidden();

  const manager = await openAs("manager", "/approvals");
  await manager
    .locator("[data-row-id]")
    .filter({ hasText: /Close \d{4}/ })
    .first()
    .click();
  await manager.getByRole("button", { name: "Approve…" }).click();
  const dialog = manager.getByRole("alertdialog");
  await expect(dialog).toBeVisible();
  await manager.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();

  await expect(month).toContainText("Closed", { timeout: 30_000 });
  await expect(page.getByText("Asked for by")).toBeVisible();
  await expect(page.getByText("Signed by")).toBeVisible();
  await expect(page.getByRole("button", { name: /Lock…|Unlock…|Close month…/ })).toHaveCount(0);
  await checkAccessibility(page);
});
