import { findPayment, PAYABLE } from "./support/find-payment.ts";
import { expect, test } from "./support/fixtures.ts";
import { newestRequest, openRefundSheet } from "./support/refund-sheet.ts";

test("a refund that is undone within the hold never reaches Stripe", async ({ page, signIn }) => {
  await signIn("support", PAYABLE);
  const payment = await findPayment(page, { min: 20, max: 90 });
  const sheet = await openRefundSheet(page, payment.id);
  await page.keyboard.press("5");
  await expect(sheet.getByRole("button", { name: /^Refund .+ to / })).not.toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText(`Refund of ${payment.amount} EUR held`).first()).toBeVisible();
  await page.keyboard.press("z");

  await expect(page.getByText(`Refund of ${payment.amount} EUR undone`).first()).toBeVisible();
  await expect(newestRequest(page)).toContainText("Undone");
  await expect(newestRequest(page).getByRole("button", { name: "Undo" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Refund…" })).not.toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await newestRequest(page).getByRole("link").click();
  await expect(page.getByText("Stripe has not been asked.", { exact: true })).toBeVisible();
});

test("undo survives a reload: the request on the page takes it back too", async ({
  page,
  signIn,
}) => {
  await signIn("support", PAYABLE);
  const payment = await findPayment(page, { min: 20, max: 90 });
  const sheet = await openRefundSheet(page, payment.id);
  await page.keyboard.press("1");
  await sheet.getByLabel("Amount in EUR").fill("1.00");
  await expect(sheet.getByText("Customer gets 1.00 EUR")).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(newestRequest(page)).toContainText("Held");
  await page.reload();
  await newestRequest(page).getByRole("button", { name: "Undo" }).click();
  await expect(newestRequest(page)).toContainText("Undone");
  await expect(page.getByText("Left to refund")).toBeVisible();
});
