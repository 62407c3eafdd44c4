import type { Locator, Page } from "@playwright/test";
import { checkAccessibility } from "./support/check-accessibility.ts";
import { expect, test } from "./support/fixtures.ts";
import { newestRequest } from "./support/refund-sheet.ts";
import { failAtShop, paymentAtStripe, registerAtShop, saveCardAtShop } from "./support/shop.ts";

const ARRIVES_MS = 30_000;

/** Opens a failed payment once the console knows of it, and its retry sheet by key. */
async function openRetrySheet(page: Page, paymentId: string): Promise<Locator> {
  await expect(async () => {
    await page.goto(`/payments/${paymentId}`);
    await expect(page.getByRole("button", { name: "Retry…" })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: ARRIVES_MS });
  await page.keyboard.press("t");
  const sheet = page.getByRole("dialog", { name: "Retry" });
  await expect(sheet.getByRole("region", { name: "Why it failed" })).toBeVisible();
  return sheet;
}

test("support sees why a payment failed and what speaks for which card, retries it now, and it is paid", async ({
  page,
  signIn,
}) => {
  const customer = await registerAtShop({ email: "mio@shop.example", name: "Mio" });
  const declined = "sandboxDecline_insufficient_funds";
  await saveCardAtShop(customer, declined);
  const paymentId = await failAtShop(3_640, customer, declined);
  await signIn("support");
  const sheet = await openRetrySheet(page, paymentId);
  await expect(sheet.getByRole("region", { name: "Why it failed" })).toContainText(
    "There was not enough money on the account.",
  );
  const methods = sheet.getByRole("radiogroup", { name: "Method on file" });
  await methods.getByRole("radio", { name: /this one failed/ }).click();
  const when = sheet.getByRole("radiogroup", { name: "When" });
  await when.getByRole("radio", { name: "Now" }).click();
  const rules = sheet.getByRole("region", { name: "What the rules say" });
  await expect(rules).toContainText("Better later");
  await expect(rules).toContainText("advice.wait");

  await methods.getByRole("radio", { name: /^Mastercard/ }).click();
  await when.getByRole("radio", { name: "Now" }).click();
  await expect(rules).toHaveCount(0);
  await expect(sheet).toContainText("No rule of the card networks or of ours speaks against it.");
  const chances = sheet.getByRole("region", { name: "Chance of success" });
  await expect(chances).toContainText(/Pays if tried now.*between .+ and .+ %/);
  await expect(chances).toContainText("nothing is promised");
  const commit = sheet.getByRole("button", { name: /^Retry 36\.40 EUR on Mastercard ••/ });
  await expect(commit).not.toHaveAttribute("aria-disabled", "true");
  await expect(sheet.getByRole("list", { name: "Consequences" })).toBeVisible();
  await checkAccessibility(page);
  expect(await paymentAtStripe(paymentId)).toMatchObject({ status: "requires_payment_method" });
  await page.keyboard.press("Control+Enter");
  await expect(sheet).toBeHidden();

  await expect(newestRequest(page)).toContainText("Confirmed", { timeout: ARRIVES_MS });
  await expect(newestRequest(page)).toContainText("The payment went through.");
  expect(await paymentAtStripe(paymentId)).toMatchObject({ status: "succeeded", amount: 3_640 });
  await expect(page.getByRole("button", { name: "Refund…" })).not.toHaveAttribute(
    "aria-disabled",
    "true",
    { timeout: ARRIVES_MS },
  );
  await expect(page.getByRole("button", { name: "Retry…" })).toHaveCount(0);
});

test("a stolen card is not tried again: the sheet names the rule and sends nothing", async ({
  page,
  signIn,
}) => {
  const stolen = "sandboxDecline_stolen_card";
  const customer = await registerAtShop({ email: "ada@shop.example", name: "Ada" }, stolen);
  const paymentId = await failAtShop(2_730, customer, stolen);
  await signIn("support");
  const sheet = await openRetrySheet(page, paymentId);
  const rules = sheet.getByRole("region", { name: "What the rules say" });
  await expect(rules).toContainText("Forbidden");
  await expect(rules).toContainText("decline.stolen_card");
  await expect(rules).toContainText("Tell the customer only that it was declined.");
  await expect(rules.getByRole("link", { name: /^Stripe, decline codes/ }).first()).toBeVisible();
  await expect(sheet.getByRole("radio", { name: /this one failed/ })).toContainText("forbidden");
  await checkAccessibility(page);

  const commit = sheet.getByRole("button", { name: /^(Retry|Schedule|Queue|Ask)/ });
  await expect(commit).toHaveCount(1);
  await expect(commit).toHaveAttribute("aria-disabled", "true");
  const forbidden = sheet.getByText(/\((decline|network|advice)\.[a-z_-]+\)/);
  await expect(forbidden).toHaveCount(1);
  await page.keyboard.press("Control+Enter");
  // The reason is now told beside the button too, and the sheet stays as it is.
  await expect(forbidden).toHaveCount(2);
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(page.getByText("asked for a retry")).toHaveCount(0);
  expect(await paymentAtStripe(paymentId)).toMatchObject({ status: "requires_payment_method" });
});
