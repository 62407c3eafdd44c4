import type { Page } from "@playwright/test";
import { checkAccessibility } from "./support/check-accessibility.ts";
import { expect, test } from "./support/fixtures.ts";
import { runAsOwner } from "./support/run-as-owner.ts";

/** A run over every level in the middle, on a machine that may be busy. */
const JOURNEY_MS = 120_000;

/**
 * Begins the books one month earlier, with nothing in it: a month that is over, and that no other journey counts on. Out: the
 * month, "2026-10".
 */
async function beginEarlier(): Promise<string> {
  const [row] = await runAsOwner(
    `INSERT INTO accounting_period (account_id, livemode, month, state)
     SELECT account_id, livemode, to_char(min(accounting_at) AT TIME ZONE 'UTC' - interval '1 month', 'YYYY-MM'), 'open'
     FROM journal GROUP BY account_id, livemode RETURNING month`,
    [],
  );
  const month = row?.["month"];
  if (typeof month !== "string") throw new Error("The books have no journal yet.");
  return month;
}

/** The last instant of the month, and its name in words: "October 2026". */
function namesOf(month: string): { lastInstant: Date; name: string } {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const lastInstant = new Date(Date.UTC(year, number, 1) - 1);
  const words = { month: "long", year: "numeric", timeZone: "UTC" } as const;
  return { lastInstant, name: new Intl.DateTimeFormat("en-GB", words).format(lastInstant) };
}

/** Has everything compared now that the month is over, and opens it once nothing of its checklist is left to do. */
async function proveMonth(page: Page, month: string): Promise<void> {
  await page.getByRole("button", { name: "Run now" }).click();
  const panel = page.getByRole("dialog", { name: "Run reconciliation" });
  await panel.getByRole("button", { name: /^Run R/ }).click();
  await expect(panel).toBeHidden();
  const newest = page.getByRole("table", { name: "Runs" }).locator("[data-row-id]").first();
  await expect(newest).toContainText("Finished", { timeout: 60_000 });
  const list = page.getByRole("list", { name: "Checklist" });
  await expect(async () => {
    await page.goto(`/reconciliation/close?month=${month}`);
    await expect(list).toContainText("Compared after the month's end", { timeout: 2_000 });
    await expect(list.getByText("Open", { exact: true })).toHaveCount(0);
  }).toPass({ timeout: 30_000 });
}

test("a month is locked and asked for by one, signed by another, and closed for ever", async ({
  page,
  signIn,
  openAs,
}) => {
  test.setTimeout(JOURNEY_MS);
  const month = await beginEarlier();
  const { name } = namesOf(month);
  await signIn("finance", "/reconciliation");
  await proveMonth(page, month);
  const heading = page.getByRole("heading", { level: 2, name });
  await expect(heading).toContainText("Open");
  const close = page.getByRole("button", { name: "Close month…" });
  await expect(close).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: "Lock…" }).click();
  const lock = page.getByRole("alertdialog", { name: `Lock ${name}` });
  await expect(lock).toContainText("counts for the next month from now on");
  await page.keyboard.press("Control+Enter");
  await expect(lock).toBeHidden();
  await expect(heading).toContainText("Locked");
  await expect(page.getByRole("region", { name: "Who signed" })).toContainText("Locked by");

  await close.click();
  const sheet = page.getByRole("dialog", { name: "Close the month" });
  await sheet.getByLabel("Note").fill("Everything is explained.");
  const ask = sheet.getByRole("button", { name: `Ask for approval: close ${name}` });
  await expect(ask).not.toHaveAttribute("aria-disabled", "true");
  await expect(sheet.getByText("Balances (SHA-256)")).toBeVisible();
  await checkAccessibility(page);
  await page.keyboard.press("Control+Enter");
  await expect(sheet).toBeHidden();
  await expect(close).toHaveAttribute("aria-disabled", "true");

  // What the checklist lists without being done, such as a bank without a statement, is closed over by a manager alone.
  const manager = await openAs("manager", "/approvals");
  await manager.locator("[data-row-id]").filter({ hasText: month }).first().click();
  await expect(manager.getByRole("region", { name: "Open request" })).toContainText(
    "Everything is explained.",
  );
  await manager.keyboard.press("1");
  const dialog = manager.getByRole("alertdialog", { name: /^Approve/ });
  await expect(dialog.getByRole("region", { name: "What you sign" })).toContainText("Your passkey");
  await manager.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();

  await expect(heading).toContainText("Closed", { timeout: 30_000 });
  const signed = page.getByRole("region", { name: "Who signed" });
  await expect(signed).toContainText("Asked for by");
  await expect(signed).toContainText("Signed by");
  await expect(page.getByRole("region", { name: "Checklist, as it was signed" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Lock…|Unlock…|Close month…/ })).toHaveCount(0);
  await expect(
    page.getByRole("list", { name: "Months" }).getByRole("button", { name }),
  ).toContainText("Closed");
  await checkAccessibility(page);
  await expectClosedForEver(month);
});

/** Not even who owns the database opens it again; and what happened in it and is told late would count from the next on. */
async function expectClosedForEver(month: string): Promise<void> {
  const open = runAsOwner("UPDATE accounting_period SET state = 'open' WHERE month = $1", [month]);
  await expect(open).rejects.toThrow(`month ${month} is closed`);
  const { lastInstant } = namesOf(month);
  const [row] = await runAsOwner("SELECT max(closed_until) > $1 AS late FROM ledger_close", [
    lastInstant,
  ]);
  expect(row?.["late"]).toBe(true);
}
