import type { Page } from "@playwright/test";
import { checkAccessibility } from "./support/check-accessibility.ts";
import { expect, test } from "./support/fixtures.ts";

/** Signs the newest request that waits for this person. */
async function approveNewest(page: Page): Promise<void> {
  await page.goto("/approvals");
  await page.locator("[data-row-id]").filter({ hasText: "Publish version" }).first().click();
  await page.getByRole("button", { name: "Approve…" }).click();
  const dialog = page.getByRole("alertdialog");
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
}

test("the rules in force are read in words, by whoever may know of them", async ({
  page,
  signIn,
}) => {
  await signIn("auditor");
  await page.getByRole("link", { name: "Policy", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Policy");
  const limits = page.getByRole("table", { name: "Limits without another person" });
  await expect(limits.getByRole("row", { name: /One person of support/ })).toContainText("100 EUR");
  const rules = page.getByRole("list", { name: "Rules by override" });
  await expect(rules).toContainText("finance up to 1,000 EUR, above it manager");
  await checkAccessibility(page);
  await expect(page.getByRole("link", { name: "Draft" })).toHaveCount(0);
  await page.getByRole("link", { name: "Versions" }).click();
  await expect(page.getByRole("list", { name: "Versions of the policy" })).toContainText(
    "Shipped with the product.",
  );
  await checkAccessibility(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/policies");
  await expect(limits).toBeVisible();
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(isWide).toBe(false);
  await checkAccessibility(page);
});

test("a change of limits is tried, signed by an admin and a manager, and then judges refunds", async ({
  page,
  signIn,
  openAs,
}) => {
  await signIn("admin", "/policies/draft");
  const support = page.getByRole("group", { name: "One person of support" });
  await support.getByLabel("24 hours", { exact: true }).fill("50");
  const sayings = page.getByRole("list", { name: "What no policy may say" });
  await expect(sayings).toContainText("The limits of support must not fall");
  await support.getByLabel("24 hours", { exact: true }).fill("500");
  await support.getByLabel("How many a day").fill("120");
  await expect(sayings).toHaveCount(0);
  const changes = page.getByRole("list", { name: "Changes of the draft" });
  await expect(changes).toContainText("100 → 120");
  await expect(changes).toContainText("A manager signs too");
  await page.getByRole("button", { name: "Try it on the last 90 days" }).click();
  await expect(page.getByRole("region", { name: "On the last 90 days" })).toContainText(
    "Decisions replayed",
  );
  await expect(
    page.getByText("Needs an admin and a manager other than the requester"),
  ).toBeVisible();
  await checkAccessibility(page);
  await page.getByLabel("Note").fill("The sale brings more small refunds.");
  await page.getByLabel("Note").press("Control+Enter");
  await expect(page.getByText("It is asked for and waits for signatures")).toBeVisible();

  await approveNewest(await openAs("manager"));
  await page.goto("/policies");
  await expect(page.getByText("asked for a change")).toBeVisible();
  await approveNewest(await openAs("admin2"));
  const row = page.getByRole("row", { name: /One person of support/ });
  await expect(async () => {
    await page.goto("/policies");
    await expect(row).toContainText("at most 120 a day", { timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await page.goto("/policies/versions");
  const versions = page.getByRole("list", { name: "Versions of the policy" });
  await expect(versions.getByRole("listitem").first()).toContainText(/signed by .+ and .+/);
});
