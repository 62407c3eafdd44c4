import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./support/fixtures.ts";
import { payAtShop } from "./support/shop.ts";

const cases = (page: Page) => page.getByRole("list", { name: "Cases" });
const caseOf = (page: Page, amount: string) => cases(page).getByRole("button", { name: amount });
const history = (page: Page) => page.getByRole("list", { name: "Notes and decisions" });

/** Moves with J (or K) until the case with this amount is the open one. */
async function moveTo(page: Page, amount: string, key: "j" | "k" = "j"): Promise<Locator> {
  const current = cases(page).locator("[aria-current=true]");
  const number = current.getByText(/^Case \d+$/);
  while (!(await current.innerText()).includes(amount)) {
    const before = await number.innerText();
    await page.keyboard.press(key);
    await expect(number).not.toHaveText(before);
  }
  const shown = page.getByRole("article", { name: await number.innerText(), exact: true });
  await expect(shown).toContainText(amount);
  return shown;
}

/** Goes to the queue by keyboard and waits until the case of the payment has been raised. */
async function openQueue(page: Page, amount: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("q");
  await expect(page.getByRole("heading", { level: 1, name: "Review queue" })).toBeVisible();
  await expect(caseOf(page, amount)).toBeVisible({ timeout: 20_000 });
}

test("a flagged payment is cleared by keyboard alone, and the clearing is taken back", async ({
  page,
  signIn,
}) => {
  await payAtShop(77_713, "riskLevelHighest");
  await signIn("finance");
  await openQueue(page, "777.13 EUR");

  const current = cases(page)
    .locator("[aria-current=true]")
    .getByText(/^Case \d+$/);
  const first = await current.innerText();
  await page.keyboard.press("j");
  await expect(current).not.toHaveText(first);
  await page.keyboard.press("k");
  await expect(current).toHaveText(first);

  const shown = await moveTo(page, "777.13 EUR");
  await expect(shown.getByRole("heading", { name: "Why it was flagged" })).toBeVisible();
  await expect(shown.getByText("The machine suggests to")).toBeVisible();
  await expect(shown.getByRole("heading", { name: "Evidence" })).toBeVisible();
  const name = (await shown.getAttribute("aria-label")) ?? "";

  await page.keyboard.press("1");
  await expect(page.getByText(`${name}: cleared`).first()).toBeVisible();
  await expect(caseOf(page, "777.13 EUR")).toHaveCount(0);
  await page.keyboard.press("z");
  await expect(page.getByText(`${name} is open again`).first()).toBeVisible();
  await expect(caseOf(page, "777.13 EUR")).toContainText("yours");

  await moveTo(page, "777.13 EUR", "k");
  await expect(history(page)).toContainText("taken back");
  await page.keyboard.press("1");
  await expect(caseOf(page, "777.13 EUR")).toHaveCount(0);
  await page.getByRole("radio", { name: "Closed" }).click();
  await expect(caseOf(page, "777.13 EUR")).toBeVisible();
});

test("a claimed case belongs to one person; its note and its escalation reach the other", async ({
  page,
  signIn,
  openAs,
}) => {
  const payment = await payAtShop(42_719, "riskLevelElevated");
  await signIn("finance");
  await openQueue(page, "427.19 EUR");
  const shown = await moveTo(page, "427.19 EUR");
  await page.keyboard.press("i");
  await expect(shown).toContainText("claimed by you");

  const colleague = await openAs("support");
  await openQueue(colleague, "427.19 EUR");
  const theirs = await moveTo(colleague, "427.19 EUR");
  await expect(theirs).toContainText(/claimed by (?!you)/);
  await expect(theirs.getByRole("button", { name: "Clear" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await colleague.keyboard.press("1");
  await expect(colleague.getByText("Clear as legitimate cannot be used").first()).toBeVisible();
  await expect(colleague.getByText("has claimed this case.").first()).toBeVisible();
  await expect(theirs).toContainText("Open");

  await page.keyboard.press("n");
  const note = page.getByRole("dialog", { name: "Add a note" });
  await expect(note.getByLabel("Note")).toBeFocused();
  await page.keyboard.insertText("The customer has called about it.");
  await page.keyboard.press("Control+Enter");
  await expect(note).toBeHidden();
  await expect(history(page)).toContainText("The customer has called about it.");

  await page.keyboard.press("3");
  const reason = page.getByRole("dialog", { name: /^Escalate case/ });
  await expect(reason.getByLabel("Reason")).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(reason).toBeVisible();
  await page.keyboard.insertText("Two names on one card.");
  await page.keyboard.press("Control+Enter");
  await expect(reason).toBeHidden();

  // The colleague has not touched the page: it follows by itself.
  await expect(theirs).toContainText("Escalated");
  await expect(history(colleague)).toContainText("The customer has called about it.");
  await expect(history(colleague)).toContainText("Two names on one card.");
  await theirs.getByRole("link", { name: payment.id }).first().click();
  await expect(colleague).toHaveURL(new RegExp(`/payments/${payment.id}$`));
});
