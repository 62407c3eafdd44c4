import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures.ts";

/** Several screens in one journey, on a machine that may be busy. */
const JOURNEY_MS = 120_000;

/** Asks for a run of one level and waits until the list shows that it has ended. */
async function runFeedLevel(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Run now" }).click();
  const panel = page.getByRole("dialog", { name: "Run reconciliation" });
  for (const level of ["R1", "R2", "R3", "R4", "R5", "R6"]) {
    await panel.getByRole("checkbox", { name: new RegExp(`^${level} `) }).click();
  }
  await panel.getByRole("button", { name: "Run R0" }).click();
  const newest = page.getByRole("table", { name: "Runs" }).locator("[data-row-id]").first();
  await expect(newest).toContainText("Ines Laurent");
  await expect(newest).toContainText("Finished", { timeout: 30_000 });
}

test("finance compares the books, and follows a payout to its lines and their payment", async ({
  page,
  signIn,
}) => {
  test.setTimeout(JOURNEY_MS);
  await signIn("finance", "/reconciliation");
  await runFeedLevel(page);
  const feed = page.getByRole("table", { name: "Levels" }).getByRole("row", { name: /Feed/ });
  await expect(feed).toContainText("Equal");
  await page.getByRole("navigation", { name: "Reconciliation" }).getByText("Breaks").click();
  await expect(page.getByRole("table", { name: "Breaks" })).toHaveAttribute("aria-busy", "false");

  await page.goto("/payouts?status=paid");
  await page.locator("[data-row-id]").first().getByRole("link").first().click();
  await expect(page).toHaveURL(/\/payouts\/po_/);
  const sums = page.getByRole("region", { name: "What it consists of" });
  await expect(sums).toContainText("Equal");
  const figures = sums.getByRole("row").filter({ hasText: /^(All lines|Paid out)/ });
  const [lines, paid] = await figures.allInnerTexts();
  expect(lines?.replace("All lines", "").trim()).toBe(paid?.replace("Paid out", "").trim());
  const line = page.getByRole("table", { name: "Lines of the payout" }).locator("[data-row-id]");
  await line.filter({ hasText: "Charge" }).first().getByRole("link", { name: /^ch_/ }).click();
  await expect(page).toHaveURL(/\/payments\/pi_/);
});

test("the books can be read as of a day, and searched by amount", async ({ page, signIn }) => {
  test.setTimeout(JOURNEY_MS);
  await signIn("finance");
  const day = await page.evaluate(() => new Date(Date.now() - 86_400_000).toISOString());
  await page.goto(`/ledger?basis=event&on=${day.slice(0, 10)}`);
  const proof = page.getByRole("region", { name: "All accounts together" });
  await expect(proof).toContainText("Balanced");

  await page.goto("/ledger/journals?kind=BT");
  const amount = page.locator("[data-row-id]").first().locator("[data-num]").first();
  const text = (await amount.innerText()).replaceAll(/\s+/g, " ").trim();
  await page.goto(`/ledger/journals?query=${encodeURIComponent(text)}`);
  await expect(page.locator("[data-row-id]").first()).toContainText(text.split(" ")[0] ?? text);
  await page.goto("/ledger/fees?by=region");
  await expect(page.getByRole("table", { name: "Fees by card from" })).toContainText("%");
});
