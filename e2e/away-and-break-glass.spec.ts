import type { Locator, Page } from "@playwright/test";
import { checkAccessibility } from "./support/check-accessibility.ts";
import { findPayment, PAYABLE } from "./support/find-payment.ts";
import { expect, test } from "./support/fixtures.ts";
import { newestRequest, openRefundSheet } from "./support/refund-sheet.ts";
import { payAtShop } from "./support/shop.ts";

/** Asks for a full refund of a payment that another person must decide. Out: its payment. */
async function askFor(page: Page, range: { min: number; max: number }) {
  const payment = await findPayment(page, range);
  const sheet = await openRefundSheet(page, payment.id);
  await page.keyboard.press("3");
  await sheet.getByLabel("Note").fill("Parcel lost; the carrier confirmed it.");
  await expect(sheet.getByRole("button", { name: /^Ask for approval/ })).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(newestRequest(page)).toContainText("Needs approval");
  return payment;
}

/** Opens the request of this amount from the list of approvals. Out: the open request. */
async function openRequest(page: Page, amount: string): Promise<Locator> {
  await page.goto("/approvals");
  await page.locator("[data-row-id]").filter({ hasText: amount }).first().click();
  return page.getByRole("region", { name: "Open request" });
}

async function approveOpen(page: Page): Promise<void> {
  await page.keyboard.press("1");
  const dialog = page.getByRole("alertdialog", { name: /^Approve refund/ });
  await expect(dialog.getByText("Challenge")).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
}

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
/** The person's name as the select of stand-ins writes it. */
const firstCandidate = (page: Page, role: string) =>
  page.getByLabel("Who stands in", { exact: true }).locator("option", { hasText: role }).first();

test("a manager is away: finance stands in, signs in their place, and the page says so", async ({
  page,
  signIn,
  openAs,
}) => {
  // More than finance may sign: a manager must.
  await payAtShop(150_311);
  await signIn("finance2", PAYABLE);
  await expect(page.locator("[data-row-id]").filter({ hasText: "1,503.11" }).first()).toBeVisible({
    timeout: 30_000,
  });
  const payment = await askFor(page, { min: 1_503, max: 1_504 });

  const manager = await openAs("manager", "/settings/away");
  const stand = firstCandidate(manager, "finance reviewer");
  await manager
    .getByLabel("Who stands in", { exact: true })
    .selectOption((await stand.getAttribute("value")) ?? "");
  await manager.getByLabel("Until").fill(tomorrow());
  await checkAccessibility(manager);
  await manager.getByRole("button", { name: /stand in for me$/ }).click();
  const list = manager.getByRole("list", { name: "Who stands in for whom" });
  await expect(list.getByRole("listitem").first()).toContainText("Stands in now");
  await checkAccessibility(manager);

  const finance = await openAs("finance");
  await finance.getByRole("button", { name: /^Notifications, \d+ new$/ }).click();
  const bell = finance.getByRole("list", { name: "Notifications" });
  await expect(bell.getByRole("listitem").first()).toContainText("You stand in for");
  await checkAccessibility(finance);
  await finance.keyboard.press("Escape");
  const request = await openRequest(finance, payment.amount);
  await expect(finance.getByText(/^You stand in for .+ \(manager\)/)).toBeVisible();
  await expect(request.getByText(/^You sign standing in for .+ \(manager\)/)).toBeVisible();
  await checkAccessibility(finance);
  await approveOpen(finance);

  await expect(newestRequest(page)).toContainText("Confirmed", { timeout: 30_000 });
  await newestRequest(page)
    .getByRole("link", { name: /Refund/ })
    .click();
  await expect(page.getByText(/standing in for .+ \(manager\)/).first()).toBeVisible();
  await expect(page.getByText("Signature verified")).toBeVisible();

  await list.getByRole("button", { name: /^End:/ }).first().click();
  await manager
    .getByRole("alertdialog")
    .getByRole("button", { name: /^End it now/ })
    .click();
  await expect(list.getByRole("listitem").first()).toContainText("Over");
});

test("an admin breaks the glass, approves, ends it; another person reviews", async ({
  page,
  signIn,
  openAs,
}) => {
  await signIn("support2");
  const payment = await askFor(page, { min: 101, max: 900 });

  const admin = await openAs("admin", "/settings/break-glass");
  await admin.getByRole("button", { name: "Break the glass…" }).click();
  const sheet = admin.getByRole("dialog", { name: "Break the glass" });
  await sheet.getByLabel("Incident").fill("INC-2041");
  await sheet.getByLabel("Reason").fill("Nobody of finance can be reached.");
  await checkAccessibility(admin);
  await admin.keyboard.press("Control+Enter");
  await expect(sheet).toBeHidden();
  const manager = await openAs("manager");
  await expect(manager.getByText(/has broken the glass for INC-2041/)).toBeVisible();
  await checkAccessibility(manager);

  const request = await openRequest(admin, payment.amount);
  await expect(request.getByText("You sign under break-glass as finance.")).toBeVisible();
  await approveOpen(admin);
  await expect(newestRequest(page)).toContainText("Confirmed", { timeout: 30_000 });
  await newestRequest(page)
    .getByRole("link", { name: /Refund/ })
    .click();
  await expect(page.getByText(/under break-glass as finance/).first()).toBeVisible();

  await admin.goto("/settings/break-glass");
  const openings = admin.getByRole("list", { name: "Openings" });
  await openings.getByRole("button", { name: "End now…" }).click();
  await admin
    .getByRole("alertdialog")
    .getByRole("button", { name: /^End break-glass/ })
    .click();
  await expect(openings.getByRole("listitem").first()).toContainText("Waits for a review");
  await expect(openings.getByText("You took part: another person must review it.")).toBeVisible();
  await expect(manager.getByText(/has broken the glass/)).toHaveCount(0);

  await manager.goto("/settings/break-glass");
  const reviewed = manager.getByRole("list", { name: "Openings" });
  await expect(reviewed.getByRole("list", { name: "Decided under it" })).toContainText(
    payment.amount,
  );
  await reviewed.getByRole("button", { name: "Review…" }).click();
  const review = manager.getByRole("alertdialog", { name: /^Review break-glass/ });
  await review.getByLabel("What you found").fill("The outage is in the log; the refund was right.");
  await checkAccessibility(manager);
  await manager.keyboard.press("Control+Enter");
  await expect(review).toBeHidden();
  await expect(reviewed.getByRole("listitem").first()).toContainText("Reviewed by");

  const auditor = await openAs("auditor", "/settings/break-glass");
  await expect(auditor.getByText("The outage is in the log; the refund was right.")).toBeVisible();
  await expect(auditor.getByRole("button", { name: "Break the glass…" })).toHaveCount(0);
});

test("who asked withdraws a request while it waits, from their list and from its own page", async ({
  page,
  signIn,
}) => {
  await signIn("support2");
  const first = await askFor(page, { min: 101, max: 900 });
  await page.goto("/approvals?tab=mine");
  await page.locator("[data-row-id]").filter({ hasText: first.amount }).first().click();
  const request = page.getByRole("region", { name: "Open request" });
  await request.getByRole("button", { name: "Withdraw" }).click();
  await expect(request).toContainText("Undone");

  await askFor(page, { min: 101, max: 900 });
  await newestRequest(page)
    .getByRole("link", { name: /Refund/ })
    .click();
  await page.getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByRole("heading", { level: 1 }).locator("..")).toContainText("Undone");
});
