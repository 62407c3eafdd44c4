import type { Page } from "@playwright/test";
import { checkAccessibility } from "./support/check-accessibility.ts";
import { expect, test } from "./support/fixtures.ts";
import {
  customerAtStripe,
  failAtShop,
  payAtShop,
  refundThatAsks,
  registerAtShop,
} from "./support/shop.ts";

const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

/** A customer of the shop who paid 42.10 EUR, once the console knows of both. Out: the customer's id. */
async function knownCustomer(page: Page, name: string): Promise<string> {
  const email = `${name.toLowerCase().replace(" ", ".")}@shop.example`;
  const id = await registerAtShop({ name, email, phone: "+49 170 1234567" });
  await payAtShop(4_210, "visa", { customer: id });
  await expect(async () => {
    await page.goto(`/customers/${id}`);
    await expect(region(page, "Money")).toContainText("42.10", { timeout: 2_000 });
  }).toPass();
  return id;
}

test("support finds a customer by name, writes a note, and learns who it is for a reason", async ({
  page,
  signIn,
}) => {
  await signIn("support");
  const id = await knownCustomer(page, "Zelda Quist");
  await page.goto("/customers");
  await page.locator("[data-row-id]").first().waitFor();
  await page.keyboard.press("f");
  await page.keyboard.insertText("quist zel");
  await page.keyboard.press("Enter");
  await expect(page.getByText("was read as the beginning of names")).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("Quist");
  await page.locator("[data-row-id]").first().click();
  await expect(page).toHaveURL(`/customers/${id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Z. Q.");
  await checkAccessibility(page);

  await page.keyboard.press("n");
  const note = page.getByRole("dialog", { name: "Add a note" });
  await note.getByLabel("Note").fill("Prefers e-mail.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("list", { name: "Notes" })).toContainText("Prefers e-mail.");

  await page.getByRole("button", { name: "Show personal data…" }).click();
  const sheet = page.getByRole("dialog", { name: "Show personal data" });
  await sheet.getByLabel("Reason").fill("The customer is on the phone.");
  await page.keyboard.press("Control+Enter");
  await expect(region(page, "Personal data")).toContainText("Zelda Quist");
  await page.getByRole("button", { name: "Hide now" }).click();
  await expect(page.getByRole("main")).not.toContainText("Quist");
});

test("finance credits a customer, changes the default method, cancels a refund that waits, and finds the retry", async ({
  page,
  signIn,
  openAs,
}) => {
  await signIn("finance");
  const id = await knownCustomer(page, "Ina Bell");
  await failAtShop(1_990, id);
  await refundThatAsks(2_680, id);
  await page.getByRole("button", { name: "Credit…" }).click();
  const credit = page.getByRole("dialog", { name: "Credit the customer" });
  await page.keyboard.press("Control+Enter");
  await expect(credit.getByText("Enter an amount in EUR such as 42.00.").first()).toBeVisible();
  await credit.getByLabel("Amount in EUR").fill("7.50");
  await credit.getByLabel("What the invoice says of it").fill("Sorry for the late parcel");
  await credit.getByLabel("Note").fill("Agreed on the phone.");
  await expect(credit.getByRole("list", { name: "Consequences" })).toContainText(
    "Their next invoices cost 7.50 EUR less.",
  );
  await checkAccessibility(page);
  await credit.getByRole("button", { name: "Credit 7.50 EUR" }).click();
  await expect(credit).toBeHidden();
  const overrides = region(page, "Overrides");
  await expect(overrides).toContainText("Confirmed", { timeout: 30_000 });

  await page.getByRole("button", { name: "Make default…" }).first().click();
  const method = page.getByRole("dialog", { name: "Change the default payment method" });
  await expect(method.getByRole("list", { name: "Consequences" })).toContainText(
    "A subscription that names its own method",
  );
  await checkAccessibility(page);
  await method.getByRole("button", { name: /^Make .+ the default$/ }).click();
  await expect(method).toBeHidden();
  await expect(overrides.getByText("Confirmed")).toHaveCount(2, { timeout: 30_000 });
  await expect(region(page, "Payment methods")).toContainText("Customer's default for invoices", {
    timeout: 30_000,
  });
  expect(await customerAtStripe(id)).toEqual({
    balance: -750,
    defaultMethod: expect.stringMatching(/^pm_/),
  });

  await region(page, "Refunds").getByRole("button", { name: "Cancel refund…" }).click();
  const cancel = page.getByRole("dialog", { name: "Cancel refund" });
  await cancel.getByLabel("Note").fill("They keep the parcel.");
  await cancel.getByRole("button", { name: "Cancel the refund of 26.80 EUR" }).click();
  await expect(overrides.getByText("Confirmed")).toHaveCount(3, { timeout: 30_000 });
  await expect(region(page, "Refunds")).toContainText("Cancelled", { timeout: 30_000 });
  await expect(page.getByRole("button", { name: "Cancel refund…" })).toHaveCount(0);

  const payments = region(page, "Payments");
  await payments.getByRole("button", { name: "Retry…" }).click({ timeout: 30_000 });
  const retry = page.getByRole("dialog", { name: "Retry" });
  await expect(retry.getByRole("region", { name: "Why it failed" })).toBeVisible();
  await page.keyboard.press("Escape");

  const manager = await openAs("manager", `/customers/${id}`);
  await expect(region(manager, "Money")).toContainText("68.90");
  await expect(manager.getByRole("main")).not.toContainText("@");
  for (const name of ["Credit…", "Make default…", "Retry…", "Cancel refund…"])
    await expect(manager.getByRole("button", { name })).toHaveCount(0);
  await checkAccessibility(manager);
});
