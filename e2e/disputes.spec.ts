import type { Page } from "@playwright/test";
import { checkAccessibility } from "./support/check-accessibility.ts";
import { expect, test } from "./support/fixtures.ts";
import { disputesAtStripe, payAtShop } from "./support/shop.ts";

const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

/** A payment that its cardholder disputes as not received, once the console knows. Out: payment and dispute. */
async function knownDispute(page: Page): Promise<{ paymentId: string; disputeId: string }> {
  const { id: paymentId } = await payAtShop(5_140, "createDisputeProductNotReceived");
  let disputeId = "";
  await expect(async () => {
    disputeId = (await disputesAtStripe(paymentId))[0]?.id ?? "";
    expect(disputeId).not.toBe("");
    await page.goto(`/disputes/${disputeId}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("51.40", {
      timeout: 2_000,
    });
  }).toPass();
  return { paymentId, disputeId };
}

test("support reads a dispute, stages evidence, and nothing reaches Stripe", async ({
  page,
  signIn,
  openAs,
}) => {
  await signIn("support");
  const { paymentId, disputeId } = await knownDispute(page);
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await expect(page.getByRole("tab", { name: /Needs an answer \d+/ })).toBeVisible();
  const row = page.locator(`[data-row-id="${disputeId}"]`);
  await expect(row).toContainText("Not received");
  await expect(row).toContainText("left");
  await checkAccessibility(page);
  await row.getByRole("link").first().click();

  await expect(page).toHaveURL(`/disputes/${disputeId}`);
  const facts = region(page, "Facts");
  await expect(facts).toContainText("what they bought did not arrive");
  await expect(facts).toContainText("left");
  await expect(region(page, "Earlier orders")).toContainText("paid as a guest");
  const staged = region(page, "Staged evidence");
  await expect(staged).toContainText("0 of 11 recommended");
  await checkAccessibility(page);

  await staged.getByLabel("What was sold").fill("A blue jacket, size M.");
  await staged.getByLabel("Tracking number").fill("JD0146");
  await expect(staged.getByText("2 of 11 recommended")).toBeVisible();
  await staged.getByRole("button", { name: "Save version 1" }).click();
  await expect(page.getByText("Nothing was sent to Stripe.").first()).toBeVisible();
  await expect(region(page, "Versions")).toContainText("2 fields");
  await checkAccessibility(page);
  expect(await disputesAtStripe(paymentId)).toEqual([{ id: disputeId, hasEvidence: false }]);

  const colleague = await openAs("finance");
  await colleague.goto(`/disputes/${disputeId}`);
  const theirs = region(colleague, "Staged evidence");
  await expect(theirs.getByLabel("Tracking number")).toHaveValue("JD0146");
  await theirs.getByLabel("Carrier", { exact: true }).fill("Post");
  await theirs.getByRole("button", { name: "Save version 2" }).click();
  await expect(staged.getByLabel("Carrier", { exact: true })).toHaveValue("Post");
  await expect(region(page, "Versions").getByRole("listitem")).toHaveCount(2);
});

test("evidence with a card number is not saved, and what was typed stays", async ({
  page,
  signIn,
}) => {
  await signIn("finance");
  await knownDispute(page);
  const staged = region(page, "Staged evidence");
  await staged.getByLabel("Log of use").fill("Paid with 4242 4242 4242 4242");
  await expect(staged.getByText("looks like a whole card number").first()).toBeVisible();
  await expect(staged.getByRole("button", { name: "Save version 1" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await staged.getByRole("button", { name: "Discard changes" }).click();
  await expect(staged.getByLabel("Log of use")).toHaveValue("");
});

test("the list keeps its filters in the address, by key too", async ({ page, signIn }) => {
  await signIn("finance");
  await page.goto("/disputes?tab=closed&reason=duplicate&query=du_nobody");
  await expect(page.getByText("No disputes match")).toBeVisible();
  await checkAccessibility(page);
  await page.keyboard.press("Backspace");
  await expect(page).toHaveURL(/\/disputes\?tab=closed$/);
  await page.getByRole("tab", { name: "All" }).click();
  await page.locator("[data-row-id]").first().waitFor();
  await page.getByRole("button", { name: "Evidence due" }).first().click();
  await page.keyboard.press("Escape");
});

test("a payment and its dispute lead to each other; notes stand on both", async ({
  page,
  signIn,
}) => {
  await signIn("support");
  const { paymentId, disputeId } = await knownDispute(page);
  await page.keyboard.press("n");
  await page.getByLabel("Note", { exact: true }).fill("Asked the carrier.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("list", { name: "Notes" })).toContainText("Asked the carrier.");
  await expect(page.getByRole("list", { name: "Timeline of the dispute" })).toContainText(
    "wrote a note",
  );
  await region(page, "Facts").getByRole("link", { name: "51.40" }).click();
  await expect(page).toHaveURL(`/payments/${paymentId}`);
  await region(page, "Disputes").getByRole("link").first().click();
  await expect(page).toHaveURL(`/disputes/${disputeId}`);
});

for (const person of ["manager", "admin", "auditor"] as const) {
  test(`a ${person} reads a dispute and stages nothing`, async ({ page, signIn }) => {
    await signIn(person);
    await knownDispute(page);
    await expect(region(page, "Staged evidence")).toContainText("Nobody has staged evidence yet.");
    await expect(page.getByRole("button", { name: /Save version/ })).toHaveCount(0);
    await checkAccessibility(page);
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("rows are cards and nothing scrolls sideways", async ({ page, signIn }) => {
    await signIn("support");
    await knownDispute(page);
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    await checkAccessibility(page);
    expect(await width()).toBeLessThanOrEqual(390);
    await page.goto("/disputes");
    await page.locator("[data-row-id]").first().waitFor();
    await checkAccessibility(page);
    expect(await width()).toBeLessThanOrEqual(390);
  });
});
