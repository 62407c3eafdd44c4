import type { Page } from "@playwright/test";
import { checkAccessibility } from "./support/check-accessibility.ts";
import { changeFaults } from "./support/faults.ts";
import { expect, test } from "./support/fixtures.ts";
import { readRunningStack } from "./support/running-stack.ts";

/** Stripe books something that nothing explains; cents of euro. */
async function bookUnexplained(amount: number): Promise<void> {
  const { sandboxUrl } = readRunningStack().running;
  await changeFaults(sandboxUrl, "POST", { effect: "extra_balance_transaction", amount });
}

/** The break that a new amount opened, as its page. */
async function openBreakOf(page: Page, amount: string): Promise<void> {
  const row = page.locator("[data-row-id]").filter({ hasText: amount });
  await expect(async () => {
    await page.goto("/reconciliation/breaks");
    await expect(row).toHaveCount(1, { timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await row.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/reconciliation\/breaks\/.+/);
}

async function approveNewest(page: Page, text: string): Promise<void> {
  await page.goto("/approvals");
  await page.locator("[data-row-id]").filter({ hasText: text }).first().click();
  await page.getByRole("button", { name: "Approve…" }).click();
  const dialog = page.getByRole("alertdialog");
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
}

test("an entry for a break is proposed by one and signed by another; a run ends the break", async ({
  page,
  signIn,
  openAs,
}) => {
  await signIn("finance");
  await bookUnexplained(-1_234);
  await openBreakOf(page, "12.34");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Type not understood");
  await expect(page.getByText("Suggested entry")).toBeVisible();
  await checkAccessibility(page);

  await page.keyboard.press("i");
  await expect(page.getByRole("list", { name: "History of the break" })).toContainText("Took it.");
  await page.keyboard.press("2");
  const sheet = page.getByRole("dialog", { name: "Propose an entry" });
  await sheet.getByLabel("Leg 2: account").selectOption("E.fee.platform");
  await sheet.getByLabel("Note").fill("Stripe's support says: fee for a terminal.");
  await expect(sheet.getByText("Balances before and after")).toBeVisible();
  await checkAccessibility(page);
  await sheet.getByRole("button", { name: "Ask for approval: entry of 12.34 EUR" }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByText("Change proposed")).toBeVisible();

  const colleague = await openAs("finance2");
  await approveNewest(colleague, "12.34");
  await expect(page.getByText("No longer found")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("link", { name: /^Journal \d+$/ })).not.toHaveCount(0);
});

test("the month that runs cannot be closed, and its page says what is missing", async ({
  page,
  signIn,
  openAs,
}) => {
  const month = new Date().toISOString().slice(0, "2026-12".length);
  await signIn("finance", `/reconciliation/close?month=${month}`);
  const list = page.getByRole("list", { name: "Checklist" });
  await expect(list).toContainText("The current month cannot be closed.");
  await expect(page.getByRole("button", { name: "Lock…" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await expect(page.getByRole("button", { name: "Close month…" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await checkAccessibility(page);
  const auditor = await openAs("auditor", "/reconciliation/close");
  await expect(auditor.getByRole("list", { name: "Checklist" })).toBeVisible();
  await expect(auditor.getByRole("button", { name: "Lock…" })).toHaveCount(0);
});
