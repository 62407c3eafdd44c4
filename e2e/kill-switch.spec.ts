import { newId } from "#server/platform/clock/ids.ts";
import { checkAccessibility } from "./support/check-accessibility.ts";
import { findPayment, PAYABLE } from "./support/find-payment.ts";
import { expect, test } from "./support/fixtures.ts";
import { newestRequest, openRefundSheet } from "./support/refund-sheet.ts";
import { runAsOwner } from "./support/run-as-owner.ts";
import { refundsAtStripe } from "./support/shop.ts";

const REASON = "Refunds go to the wrong people";
/** What keeps a refund back, as its sheet and its page say. */
const WAITS = /waits until two people take the stop off/;

// The other journeys share the stack: a stop that this one leaves behind would hold all their refunds.
test.afterEach(async () => {
  await runAsOwner(
    "UPDATE kill_switch SET off_at = now(), off_command_id = $1 WHERE off_at IS NULL",
    [newId()],
  );
});

test("support stops refunds at once; what is asked for waits, and goes out when two people let it go", async ({
  page,
  signIn,
  openAs,
}) => {
  await signIn("finance", PAYABLE);
  const payment = await findPayment(page, { min: 20, max: 90 });

  const support = await openAs("support", "/operations");
  await support.getByRole("button", { name: "Stop overrides…" }).click();
  const stop = support.getByRole("dialog", { name: "Stop overrides" });
  await stop.getByRole("radio", { name: "Refunds" }).click();
  await support.keyboard.press("Control+Enter");
  await expect(stop.getByRole("button", { name: /^Stop refunds/ })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await stop.getByLabel("Reason").fill(REASON);
  await checkAccessibility(support);
  await support.keyboard.press("Control+Enter");
  await expect(stop).toBeHidden();
  const stopped = /Refunds are stopped by .+Refunds go to the wrong people/;
  await expect(support.getByText(stopped)).toBeVisible();
  await expect(support.getByRole("button", { name: "Take off…" })).toHaveCount(0);

  const sheet = await openRefundSheet(page, payment.id);
  await expect(page.getByText(stopped)).toBeVisible();
  await page.keyboard.press("1");
  const queue = sheet.getByRole("button", { name: /^Queue refund .+ to / });
  await expect(queue).not.toHaveAttribute("aria-disabled", "true");
  await expect(sheet.getByText(WAITS)).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(sheet).toBeHidden();
  await newestRequest(page)
    .getByRole("link", { name: /^Refund/ })
    .click();
  await expect(page.getByRole("region", { name: "Where it stands" })).toContainText(WAITS);

  await page.goto("/operations");
  const stops = page.getByRole("region", { name: "Stops", exact: true });
  await expect(stops).toContainText(REASON);
  await stops.getByRole("button", { name: "Take off…" }).click();
  const off = page.getByRole("dialog", { name: "Take the stop off" });
  await expect(off.getByRole("region", { name: "Preview" })).toContainText(REASON);
  await off.getByLabel("Note").fill("The list of recipients is right again.");
  await checkAccessibility(page);
  await page.keyboard.press("Control+Enter");
  await expect(off).toBeHidden();
  await expect(stops.getByRole("link", { name: /waits for a second person/ })).toBeVisible();
  // The hold is over by now or soon, and nothing else than the stop keeps the refund.
  await support.goto(`/payments/${payment.id}`);
  await expect(newestRequest(support)).toContainText("Queued");
  expect(await refundsAtStripe(payment.id)).toEqual([]);

  const colleague = await openAs("finance2", "/approvals");
  await colleague.locator("[data-row-id]").filter({ hasText: "Take a stop off" }).first().click();
  const request = colleague.getByRole("region", { name: "Open request" });
  await expect(request).toContainText("The list of recipients is right again.");
  await colleague.keyboard.press("1");
  const dialog = colleague.getByRole("alertdialog", { name: /^Approve/ });
  await expect(dialog.getByRole("region", { name: "What you sign" })).toContainText("Your passkey");
  await colleague.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();

  await expect(page.getByText(stopped)).toHaveCount(0, { timeout: 30_000 });
  await expect(page.getByRole("region", { name: "Earlier stops" })).toContainText(REASON);
  await page.goto(`/payments/${payment.id}`);
  await expect(newestRequest(page)).toContainText("Confirmed", { timeout: 30_000 });
  expect(await refundsAtStripe(payment.id)).toMatchObject([{ status: "succeeded" }]);
});
