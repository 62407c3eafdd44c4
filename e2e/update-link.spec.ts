import { checkAccessibility } from "./support/check-accessibility.ts";
import { expect, test } from "./support/fixtures.ts";
import { failAtShop, registerAtShop } from "./support/shop.ts";

const ARRIVES_MS = 30_000;

test("support sends a link, the customer renews the card at Stripe, and the failed payment is paid with it", async ({
  page,
  signIn,
  browser,
}) => {
  const customerId = await registerAtShop({ email: "kim@example.com", name: "Kim" });
  const paymentId = await failAtShop(4_200, customerId, "sandboxDecline_expired_card");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn("support");
  await expect(async () => {
    await page.goto(`/payments/${paymentId}`);
    await expect(page.getByRole("button", { name: "Update link…" })).toBeVisible({
      timeout: 1_000,
    });
  }).toPass({ timeout: ARRIVES_MS });

  await page.getByRole("button", { name: "Update link…" }).click();
  const sheet = page.getByRole("dialog", { name: "Update link" });
  await expect(sheet.getByRole("list", { name: "Consequences" })).toBeVisible();
  await sheet.getByRole("button", { name: "Make an update link" }).click();
  await sheet.getByRole("button", { name: "Show the link" }).click();
  await expect(sheet.getByLabel("Text")).toHaveValue(
    /could not collect your payment of 42\.00 EUR/,
  );
  await checkAccessibility(page);
  await sheet.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByText("Link copied").first()).toBeVisible();
  const url = await page.evaluate(() => navigator.clipboard.readText());
  await sheet.getByRole("button", { name: "Close" }).click();
  const panel = page.getByRole("region", { name: "Update link" });
  await expect(panel).toContainText("Not used yet");
  await expect(panel.getByRole("button", { name: "Show link…" })).toHaveCount(0);

  const context = await browser.newContext();
  const customer = await context.newPage();
  await customer.goto(url);
  await customer.getByLabel("Card number").fill("4242 4242 4242 4242");
  await customer.getByLabel("Expires (MM / YY)").fill("12 / 33");
  await customer.getByLabel("Security code").fill("123");
  await customer.getByLabel("Postal code").fill("10115");
  await customer.getByRole("button", { name: "Save card" }).click();
  await expect(customer.getByRole("heading", { name: "Thank you" })).toBeVisible();
  await context.close();

  await expect(panel).toContainText("Saved as default", { timeout: ARRIVES_MS });
  await expect(panel).toContainText("Visa");
  await panel.getByRole("button", { name: "Retry 42.00 EUR with Visa ••4242…" }).click();
  const retry = page.getByRole("dialog", { name: "Retry" });
  await expect(retry.getByRole("radio", { name: /Visa ••4242/ })).toBeChecked();
  const commit = retry.getByRole("button", { name: "Retry 42.00 EUR on Visa ••4242" });
  await expect(commit).not.toHaveAttribute("aria-disabled", "true");
  await commit.click();
  await expect(panel).toContainText("Paid with it", { timeout: ARRIVES_MS });
  await expect(page.getByRole("button", { name: "Update link…" })).toHaveCount(0);

  await page.goto(`/customers/${customerId}`);
  const links = page.getByRole("list", { name: "Update links" });
  await expect(links.getByRole("listitem")).toHaveCount(1);
  await expect(links).toContainText("Paid with it");
});
