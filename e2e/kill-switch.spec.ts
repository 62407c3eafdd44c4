import { checkAccessibility } from "./support/check-accessibility.ts";
import { findPayment } from "./support/find-payment.ts";
import { expect, test } from "./support/fixtures.ts";
import { newestRequest, openRefundSheet } from "./support/refund-sheet.ts";
import { addFault, clearFaults } from "./support/sandbox-faults.ts";
import { refundAtStripe, refundsAtStripe } from "./support/shop.ts";

const REFUNDS = { method: "POST", path: "/v1/refunds" };

test("anybody stops overrides at once; what is asked for waits until two people let it go", async ({
  page,
  signIn,
  openAs,
}) => {
  await signIn("finance");
  const payment = await findPayment(page, { min: 20, max: 90 });
  const support = await openAs("support");
  await support.keyboard.press("Control+k");
  await support.getByRole("dialog", { name: "Commands" }).getByText("Stop overrides…").click();
  const stop = support.getByRole("dialog", { name: "Stop overrides" });
  await expect(stop).toBeVisible();
  await support.keyboard.press("Control+Enter");
  await expect(stop).toBeVisible();
  await stop.getByLabel("Reason").fill("Refunds go to the wrong people");
  await checkAccessibility(support);
  await support.keyboard.press("Control+Enter");
  await expect(stop).toBeHidden();
  await expect(support.getByText(/All overrides are stopped by/)).toBeVisible();
  await expect(support.getByRole("button", { name: "Take off…" })).toHaveCount(0);

  const sheet = await openRefundSheet(page, payment.id);
  await expect(page.getByText(/All overrides are stopped by/)).toBeVisible();
  await page.keyboard.press("1");
  await expect(sheet.getByRole("button", { name: /^Queue refund .+ to / })).toBeVisible();
  await expect(sheet.getByText(/waits until two people take the stop off/)).toBeVisible();
  await checkAccessibility(page);
  await page.keyboard.press("Control+Enter");
  await expect(sheet).toBeHidden();
  await expect(newestRequest(page)).toContainText("Queued");
  await newestRequest(page)
    .getByRole("link", { name: /Refund/ })
    .click();
  await expect(page.getByText(/waits until two people take the stop off/)).toBeVisible();
  expect(await refundsAtStripe(payment.id)).toHaveLength(0);

  await page.goto("/operations");
  const stops = page.getByRole("region", { name: "Stops" });
  await expect(stops).toContainText("Refunds go to the wrong people");
  await checkAccessibility(page);
  await stops.getByRole("button", { name: "Take off…" }).click();
  const off = page.getByRole("dialog", { name: "Take the stop off" });
  await off.getByLabel("Note").fill("The list of recipients is right again.");
  await expect(off.getByText("What one person")).toHaveCount(0);
  await page.keyboard.press("Control+Enter");
  await expect(off).toBeHidden();
  await expect(stops.getByRole("link", { name: /waits for a second person/ })).toBeVisible();

  const manager = await openAs("manager");
  await manager.goto("/approvals");
  await manager.locator("[data-row-id]").filter({ hasText: "Take a stop off" }).first().click();
  await manager.getByRole("button", { name: "Approve…" }).click();
  await manager.keyboard.press("Control+Enter");
  await expect(page.getByText(/All overrides are stopped by/)).toHaveCount(0, { timeout: 30_000 });
  await expect(page.getByRole("region", { name: "Earlier stops" })).toContainText(
    "Refunds go to the wrong people",
  );
  await expect
    .poll(async () => (await refundsAtStripe(payment.id)).length, { timeout: 30_000 })
    .toBe(1);
});

test.describe("an override of which nobody knows what Stripe did", () => {
  test.afterEach(() => clearFaults());

  test("is settled by what the worker reads, or by two signatures", async ({ page, signIn }) => {
    await signIn("finance");
    const payment = await findPayment(page, { min: 20, max: 90 });
    await addFault({
      match: REFUNDS,
      effect: "status",
      status: 400,
      body: { error: { type: "idempotency_error", message: "another body" } },
      count: 1,
    });
    const sheet = await openRefundSheet(page, payment.id);
    await page.keyboard.press("1");
    await page.keyboard.press("Control+Enter");
    await expect(sheet).toBeHidden();
    await expect(newestRequest(page)).toContainText("Needs a person", { timeout: 30_000 });
    await page.goto("/operations");
    const stuck = page.getByRole("list", { name: "Overrides without a known outcome" });
    await stuck.getByRole("link").first().click();

    const evidence = page.getByRole("region", { name: "Evidence" });
    const other = await refundAtStripe(payment.id, 100);
    await evidence.getByLabel(/Object at Stripe/).fill(other.id);
    await evidence.getByRole("button", { name: "Look at Stripe" }).click();
    await expect(evidence.getByRole("list", { name: "What was looked at" })).toContainText(
      "Stripe has nothing that this override made",
      { timeout: 20_000 },
    );
    await checkAccessibility(page);
    await evidence.getByRole("button", { name: /Declare that Stripe made nothing/ }).click();
    const declare = page.getByRole("dialog", { name: "Declare that Stripe made nothing" });
    await declare.getByLabel("Note").fill("Stripe's support confirms the request id.");
    await expect(declare.getByText("Looked at", { exact: true })).toBeVisible();
    await checkAccessibility(page);
    await page.keyboard.press("Control+Enter");
    await expect(declare).toBeHidden();
    await expect(evidence.getByRole("link", { name: /waits for a second person/ })).toBeVisible();
    const history = page.getByRole("list", { name: "History of the override" });
    await expect(history).toContainText("The worker looked at Stripe");
    const address = page.url();

    await page.context().clearCookies();
    await signIn("finance2");
    await page.goto("/approvals");
    await page.locator("[data-row-id]").filter({ hasText: "not made" }).first().click();
    await page.getByRole("button", { name: "Approve…" }).click();
    await page.keyboard.press("Control+Enter");
    await page.goto(address);
    await expect(page.getByRole("list", { name: "History of the override" })).toContainText(
      "Declared not made by two people",
      { timeout: 30_000 },
    );
  });
});
