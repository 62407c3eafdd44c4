import type { Page } from "@playwright/test";
import { checkAccessibility } from "./support/check-accessibility.ts";
import { expect, test } from "./support/fixtures.ts";
import { newestRequest } from "./support/refund-sheet.ts";
import { payAtShop } from "./support/shop.ts";

/** A payment whose risk made Stripe's rules ask for a review, open on the page once the webhooks told of it. */
async function openReviewed(page: Page, amount: number): Promise<void> {
  const { id } = await payAtShop(amount, "riskLevelElevated");
  await expect(async () => {
    await page.goto(`/payments/${id}`);
    await expect(page.getByRole("button", { name: "Approve review…" })).toBeVisible();
  }).toPass({ timeout: 30_000 });
}

test("a Radar review is approved, or refused by giving the payment back as fraud", async ({
  page,
  signIn,
}) => {
  await signIn("finance");
  await openReviewed(page, 2_613);
  await page.getByRole("button", { name: "Approve review…" }).click();
  const approve = page.getByRole("dialog", { name: "Approve Radar's review" });
  await expect(approve.getByRole("list", { name: "Consequences" })).toBeVisible();
  await checkAccessibility(page);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("button", { name: "Approve review…" })).toHaveCount(0, {
    timeout: 30_000,
  });

  await openReviewed(page, 2_627);
  await page.getByRole("button", { name: "Refuse as fraud…" }).click();
  const refund = page.getByRole("dialog", { name: "Refund" });
  await expect(refund.getByRole("radio", { name: /Fraudulent payment/ })).toBeChecked();
  await refund.getByLabel("Note").fill("The cardholder says that it was not them.");
  await expect(refund.getByRole("button", { name: /^Ask for approval/ })).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(newestRequest(page)).toContainText("Needs approval");
});
