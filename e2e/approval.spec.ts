import { checkAccessibility } from "./support/check-accessibility.ts";
import { findPayment, PAYABLE } from "./support/find-payment.ts";
import { expect, test } from "./support/fixtures.ts";
import { newestRequest, openRefundSheet } from "./support/refund-sheet.ts";

test("a refund above support's limit goes to Stripe only after finance signed it", async ({
  page,
  signIn,
}) => {
  await signIn("support2", PAYABLE);
  const payment = await findPayment(page, { min: 101, max: 900 });
  const sheet = await openRefundSheet(page, payment.id);
  await page.keyboard.press("3");
  const ask = sheet.getByRole("button", {
    name: `Ask for approval: refund ${payment.amount} EUR`,
  });
  await expect(ask).toBeVisible();
  await expect(sheet.getByText("refund.single-limit@")).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(sheet.getByRole("alert")).toContainText("Write a note");
  await sheet.getByLabel("Note").fill("Parcel lost; the carrier confirmed it.");
  await page.keyboard.press("Control+Enter");
  await expect(sheet).toBeHidden();
  await expect(newestRequest(page)).toContainText("Needs approval");

  await page.goto("/approvals");
  await expect(page.getByRole("tab")).toHaveText(["Mine"]);
  await expect(page.getByText("Parcel lost; the carrier confirmed it.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Approve/ })).toHaveCount(0);

  await page.context().clearCookies();
  await signIn("finance", "/approvals");
  const row = page.locator("[data-row-id]").filter({ hasText: payment.amount });
  await row.click();
  const request = page.getByRole("region", { name: "Open request" });
  await expect(request).toContainText("Parcel lost; the carrier confirmed it.");
  await expect(request.getByRole("list", { name: "Consequences" })).toContainText(
    `Customer gets ${payment.amount} EUR`,
  );
  await expect(request.getByRole("table", { name: "Predicted ledger entries" })).toBeVisible();
  await checkAccessibility(page);

  await page.keyboard.press("1");
  const dialog = page.getByRole("alertdialog", { name: `Approve refund of ${payment.amount} EUR` });
  await expect(dialog).toBeVisible();
  await checkAccessibility(page);
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();

  await page.goto(`/payments/${payment.id}`);
  await expect(newestRequest(page)).toContainText("Confirmed", { timeout: 30_000 });
  await newestRequest(page)
    .getByRole("link", { name: /Refund/ })
    .click();
  await expect(page.getByText("Approved", { exact: true })).toBeVisible();
});

test("nobody signs their own request, and a no is given with its reason", async ({
  page,
  signIn,
}) => {
  await signIn("finance", PAYABLE);
  const payment = await findPayment(page, { min: 20, max: 90 });
  const sheet = await openRefundSheet(page, payment.id);
  await page.keyboard.press("6");
  await expect(sheet.getByText("refund.fraudulent@")).toBeVisible();
  await sheet.getByLabel("Note").fill("Cardholder reports the card stolen.");
  await page.keyboard.press("Control+Enter");
  await expect(newestRequest(page)).toContainText("Needs approval");

  await page.goto("/approvals?tab=mine");
  await page.locator("[data-row-id]").filter({ hasText: payment.amount }).click();
  const own = page.getByRole("button", { name: "Approve…" });
  await expect(own).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByText(/another person must decide/)).toBeVisible();
  await page.keyboard.press("1");
  await expect(page.getByRole("alertdialog")).toHaveCount(0);

  await page.context().clearCookies();
  await signIn("finance2", "/approvals");
  await page.locator("[data-row-id]").filter({ hasText: payment.amount }).click();
  await expect(page.getByText("Cardholder reports the card stolen.")).toBeVisible();
  await page.keyboard.press("3");
  const dialog = page.getByRole("alertdialog", { name: /^Reject refund/ });
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeVisible();
  await dialog.getByLabel("Note").fill("Wait for the bank's letter.");
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
  await page.goto(`/payments/${payment.id}`);
  await expect(newestRequest(page)).toContainText("Rejected");
  await expect(page.getByRole("button", { name: "Refund…" })).not.toHaveAttribute(
    "aria-disabled",
    "true",
  );
});
