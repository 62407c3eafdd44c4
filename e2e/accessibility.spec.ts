import type { Page } from "@playwright/test";
import { checkAccessibility } from "./support/check-accessibility.ts";
import { findPayment } from "./support/find-payment.ts";
import { expect, test } from "./support/fixtures.ts";
import { newestRequest, openRefundSheet } from "./support/refund-sheet.ts";

/** Long enough for a dozen screens on a slow machine. */
const TOUR_MS = 120_000;

// A trace copies each page several times over; what axe says names the element.
test.use({ trace: "off" });

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const firstRow = (page: Page) => page.locator("[data-row-id]").first();

/** Opens the first row of the list that is shown, and waits for its page. */
async function openFirstRow(page: Page, address: RegExp): Promise<void> {
  await firstRow(page).getByRole("link").first().click();
  await expect(page).toHaveURL(address);
}

async function checkSignIn(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await checkAccessibility(page);
}

async function checkOverview(page: Page): Promise<void> {
  await expect(page.getByRole("region", { name: "Volume", exact: true })).toContainText("EUR");
  await expect(page.locator(".recharts-surface").first()).toBeVisible();
  await checkAccessibility(page);
}

/** List, payment, refund sheet, and the command that the sheet made. */
async function checkRefund(page: Page): Promise<void> {
  const payment = await findPayment(page, { min: 20, max: 900 });
  await checkAccessibility(page);
  const sheet = await openRefundSheet(page, payment.id);
  await checkAccessibility(page);
  await page.keyboard.press("2");
  await sheet.getByLabel("Amount in EUR").fill("0.50");
  await expect(sheet.getByText("Customer gets 0.50 EUR")).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(sheet).toBeHidden();
  await expect(newestRequest(page)).toContainText("Held");
  await checkAccessibility(page);
  await newestRequest(page).getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Where it stands" })).toBeVisible();
  await expect(heading(page)).toContainText("0.50 EUR");
  await checkAccessibility(page);
}

async function checkQueues(page: Page): Promise<void> {
  await page.goto("/approvals");
  await expect(page.getByRole("table", { name: "Requests" })).toHaveAttribute("aria-busy", "false");
  await checkAccessibility(page);
  await page.goto("/reviews");
  await page.getByRole("list", { name: "Cases" }).getByRole("button").first().click();
  await expect(page.getByRole("heading", { name: "Why it was flagged" })).toBeVisible();
  await checkAccessibility(page);
}

async function checkWebhooks(page: Page): Promise<void> {
  await page.goto("/webhooks");
  await firstRow(page).waitFor();
  await checkAccessibility(page);
}

async function checkDelivery(page: Page): Promise<void> {
  await openFirstRow(page, /\/webhooks\/.+/);
  await expect(page.getByRole("tree").first()).toBeVisible();
  await checkAccessibility(page);
}

async function checkLedger(page: Page): Promise<void> {
  await page.goto("/ledger");
  await expect(page.getByRole("table", { name: "Trial balance" })).toBeVisible();
  await checkAccessibility(page);
}

async function checkBooks(page: Page): Promise<void> {
  await page.getByRole("table", { name: "Trial balance" }).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/ledger\/accounts\/.+/);
  await firstRow(page).waitFor();
  await checkAccessibility(page);
  await page.goto("/ledger/journals");
  await firstRow(page).waitFor();
  await checkAccessibility(page);
  // The newest may be an entry of our own, which has no record of Stripe's beside it.
  await page.goto("/ledger/journals?kind=BT");
  await openFirstRow(page, /\/ledger\/journals\/.+/);
  await expect(page.getByRole("tree").first()).toBeVisible();
  await checkAccessibility(page);
}

async function checkReconciliation(page: Page): Promise<void> {
  await page.goto("/reconciliation");
  await expect(page.getByRole("table", { name: "Levels" })).toBeVisible();
  await checkAccessibility(page);
  await page.goto("/payouts");
  await firstRow(page).waitFor();
  await openFirstRow(page, /\/payouts\/.+/);
  await expect(page.getByRole("heading", { name: "What it consists of" })).toBeVisible();
  await checkAccessibility(page);
  await page.goto("/ledger/fees");
  await firstRow(page).waitFor();
  await checkAccessibility(page);
}

async function checkOverlays(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Commands" })).toBeVisible();
  await checkAccessibility(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await checkAccessibility(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
  await checkAccessibility(page);
}

for (const look of [
  { name: "light, 1440 px", colorScheme: "light", width: 1440, isPhone: false },
  { name: "dark, 1440 px", colorScheme: "dark", width: 1440, isPhone: false },
  { name: "light, 390 px", colorScheme: "light", width: 390, isPhone: true },
] as const) {
  test.describe(look.name, () => {
    test.use({
      colorScheme: look.colorScheme,
      viewport: { width: look.width, height: 900 },
    });

    test(`every screen keeps the rules of WCAG 2.2 AA in ${look.name}`, async ({
      page,
      signIn,
    }) => {
      test.setTimeout(TOUR_MS);
      await checkSignIn(page);
      await signIn("finance");
      await checkOverview(page);
      await checkRefund(page);
      await checkQueues(page);
      await checkWebhooks(page);
      if (!look.isPhone) await checkDelivery(page);
      await checkLedger(page);
      if (look.isPhone) return;
      await checkBooks(page);
      await checkReconciliation(page);
      await checkOverlays(page);
    });
  });
}

test("a screen that is closed to a role keeps them too", async ({ page, signIn }) => {
  await signIn("manager", "/reviews");
  await expect(page.getByText("is not open to your role")).toBeVisible();
  await checkAccessibility(page);
});
