import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures.ts";
import { payAtShop, refundAtStripe } from "./support/shop.ts";

/** The proof on the page: equal to Stripe in both balances, and balanced in itself. */
async function expectProof(page: Page): Promise<void> {
  const proof = page.getByRole("region", { name: "Ledger and Stripe, EUR" });
  await expect(proof).toContainText("All accounts together: 0.00 EUR, as it must be.");
  const areSame = async () => {
    const [available, theirAvailable, pending, theirPending] = await proof
      .getByRole("cell")
      .allInnerTexts();
    return available === theirAvailable && pending === theirPending;
  };
  await expect.poll(areSame, { timeout: 20_000 }).toBe(true);
  await expect(proof.getByText("Equal", { exact: true })).toBeVisible();
}

test("the books equal Stripe, and each figure leads to Stripe's own record", async ({
  page,
  signIn,
}) => {
  await signIn("finance", "/ledger");
  await expectProof(page);
  const balances = page.getByRole("table", { name: "Trial balance" });
  await balances.getByRole("link", { name: "Stripe balance, available" }).first().click();
  await expect(page).toHaveURL(/\/ledger\/accounts\/.+/);
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Account");

  await page.locator("[data-row-id]").first().getByRole("link").first().click();
  await expect(page).toHaveURL(/\/ledger\/journals\/.+/);
  await expect(page.getByRole("heading", { name: "Legs" })).toBeVisible();
  const stripe = page.getByRole("tree", { name: /^Balance transaction txn_/ });
  await expect(stripe).toContainText('"balance_transaction"');
});

test("a refund made at Stripe is posted once, and the books stay equal", async ({
  page,
  signIn,
}) => {
  await signIn("finance", "/ledger");
  await expectProof(page);
  const payment = await payAtShop(52_31);
  const refund = await refundAtStripe(payment.id, 20_11);

  await page.goto(`/ledger/journals?query=${refund.id}`);
  const journal = page.locator("[data-row-id]");
  await expect(journal).toHaveCount(1, { timeout: 20_000 });
  await expect(journal).toContainText("20.11 EUR");
  await page.goto("/ledger");
  await expectProof(page);
  await page.goto(`/payments/${payment.id}`);
  await expect(page.getByText("Partially refunded −20.11 EUR")).toBeVisible();
});
