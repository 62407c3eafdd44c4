import type { Page } from "@playwright/test";
import { checkAccessibility } from "./support/check-accessibility.ts";
import { expect, test } from "./support/fixtures.ts";
import { disputesAtStripe, payAtShop } from "./support/shop.ts";

const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const newestOverride = (page: Page) =>
  page.getByRole("list", { name: "Overrides" }).getByRole("listitem").first();

/** A payment that its cardholder disputes as not received, once the console knows. Out: payment and dispute. */
async function knownDispute(
  page: Page,
  cents: number,
): Promise<{ paymentId: string; disputeId: string }> {
  const { id: paymentId } = await payAtShop(cents, "createDisputeProductNotReceived");
  let disputeId = "";
  await expect(async () => {
    disputeId = (await disputesAtStripe(paymentId))[0]?.id ?? "";
    expect(disputeId).not.toBe("");
    await page.goto(`/disputes/${disputeId}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText((cents / 100).toFixed(2), {
      timeout: 2_000,
    });
  }).toPass();
  return { paymentId, disputeId };
}

/** Signs the request that shows `amount` with the passkey of the page's person. */
async function approve(page: Page, amount: string): Promise<void> {
  await page.locator("[data-row-id]").filter({ hasText: amount }).first().click();
  await expect(region(page, "Open request")).toContainText("The carrier's proof is in.");
  await page.keyboard.press("1");
  const dialog = page.getByRole("alertdialog", { name: /^Approve/ });
  await expect(region(page, "What you sign")).toContainText("Your passkey");
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
}

test("support stages evidence, finance submits exactly that, a colleague signs, and the bank has it", async ({
  page,
  signIn,
  openAs,
}) => {
  await signIn("support", "/disputes");
  const { paymentId, disputeId } = await knownDispute(page, 5_140);
  await expect(region(page, "Facts")).toContainText("what they bought did not arrive");
  const staged = region(page, "Staged evidence");
  await staged.getByLabel("What was sold").fill("A blue jacket, size M.");
  await staged.getByLabel("Carrier", { exact: true }).fill("Post");
  await expect(staged.getByText("2 of 11 recommended").first()).toBeVisible();
  await checkAccessibility(page);
  await staged.getByRole("button", { name: "Save version 1" }).click();
  await expect(region(page, "Versions")).toContainText("2 fields");
  await expect(page.getByRole("button", { name: "Submit evidence…" })).toHaveCount(0);
  expect(await disputesAtStripe(paymentId)).toMatchObject([{ carrier: null, submissions: 0 }]);

  const finance = await openAs("finance", `/disputes/${disputeId}`);
  await finance.getByRole("button", { name: "Submit evidence…" }).click();
  const sheet = finance.getByRole("dialog", { name: "Submit evidence" });
  await expect(region(finance, "What the bank reads")).toContainText("A blue jacket, size M.");
  const consequences = sheet.getByRole("list", { name: "Consequences" });
  await expect(consequences).toContainText("This is final");
  await expect(consequences).toContainText("Missing:");
  await expect(consequences).toContainText(
    "51.40 EUR comes back, without Stripe's fee of 20.00 EUR",
  );
  await sheet.getByLabel("Note").fill("The carrier's proof is in.");
  await checkAccessibility(finance);
  await sheet.getByRole("button", { name: /^Ask for approval: Submit version 1/ }).click();
  await expect(newestOverride(finance)).toContainText("Needs approval");
  await expect(finance.getByRole("list", { name: "Timeline of the dispute" })).toContainText(
    "asked for a submission of dispute evidence",
  );

  await approve(await openAs("finance2", "/approvals"), "51.40");
  await expect(newestOverride(finance)).toContainText("Confirmed", { timeout: 30_000 });
  await expect(finance.getByText("The bank decides").first()).toBeVisible({ timeout: 30_000 });
  await expect(finance.getByRole("button", { name: "Submit evidence…" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  expect(await disputesAtStripe(paymentId)).toMatchObject([
    { status: "under_review", carrier: "Post", submissions: 1 },
  ]);
});

test("finance accepts a dispute after reading what is lost; a manager may neither ask nor read the texts", async ({
  page,
  signIn,
  openAs,
}) => {
  await signIn("finance");
  const { paymentId, disputeId } = await knownDispute(page, 6_280);
  await expect(page.getByRole("button", { name: "Submit evidence…" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await page.getByRole("button", { name: "Accept dispute…" }).click();
  const sheet = page.getByRole("dialog", { name: "Accept dispute" });
  await expect(sheet.getByRole("list", { name: "Consequences" })).toContainText(
    "62.80 EUR and Stripe's fee of 20.00 EUR are lost: 82.80 EUR together.",
  );
  await sheet.getByLabel("Note").fill("The carrier's proof is in.");
  await checkAccessibility(page);
  await page.keyboard.press("Control+Enter");
  await expect(newestOverride(page)).toContainText("Needs approval");
  await expect(page.getByRole("button", { name: "Accept dispute…" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );

  const manager = await openAs("manager", `/disputes/${disputeId}`);
  await expect(newestOverride(manager)).toContainText("Needs approval");
  await expect(manager.getByRole("button", { name: "Accept dispute…" })).toHaveCount(0);
  await checkAccessibility(manager);

  await approve(await openAs("finance2", "/approvals"), "62.80");
  await expect(newestOverride(page)).toContainText("Confirmed", { timeout: 30_000 });
  await expect(page.getByText("Lost", { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  expect(await disputesAtStripe(paymentId)).toMatchObject([{ status: "lost", submissions: 0 }]);
  await newestOverride(page).getByRole("link").first().click();
  await expect(page.getByText("Posted as predicted")).toBeVisible({ timeout: 30_000 });
  await checkAccessibility(page);
});
