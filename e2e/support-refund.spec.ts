import { checkAccessibility } from "./support/check-accessibility.ts";
import { findPayment, PAYABLE } from "./support/find-payment.ts";
import { expect, test } from "./support/fixtures.ts";
import { newestRequest, openRefundSheet } from "./support/refund-sheet.ts";

test("a support agent refunds part of a payment by keyboard and sees it reach the ledger", async ({
  page,
  signIn,
}) => {
  await signIn("support", PAYABLE);
  const payment = await findPayment(page, { min: 20, max: 90 });
  await checkAccessibility(page);

  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Commands" })).toBeFocused();
  await page.keyboard.insertText(payment.id);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/payments/${payment.id}$`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${payment.amount} EUR`);
  await expect(page.getByRole("list", { name: "Timeline of the payment" })).toBeVisible();
  await checkAccessibility(page);

  await page.keyboard.press("r");
  const sheet = page.getByRole("dialog", { name: "Refund" });
  await expect(sheet.getByLabel("Amount in EUR")).toHaveValue(payment.amount);
  await expect(sheet.getByRole("radio").first()).toBeFocused();
  await page.keyboard.press("2");
  await expect(sheet.getByRole("radio", { name: "Charged twice" })).toBeChecked();

  await sheet.getByLabel("Amount in EUR").fill("12.34");
  const consequences = sheet.getByRole("list", { name: "Consequences" });
  await expect(consequences).toContainText("Customer gets 12.34 EUR");
  await expect(consequences).toContainText("Stripe keeps its fee");
  await expect(sheet.getByRole("table", { name: "Predicted ledger entries" })).toContainText(
    "12.34",
  );
  await expect(sheet.getByText("Allowed by policy")).toBeVisible();
  await expect(
    sheet.getByRole("button", { name: /^Refund 12\.34 EUR to .+ ••\d{4}/ }),
  ).toBeVisible();
  await checkAccessibility(page);

  await page.keyboard.press("Enter");
  await expect(sheet).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(sheet).toBeHidden();
  await expect(newestRequest(page)).toContainText("Held");
  await expect(page.getByText("Held 12.34 EUR")).toBeVisible();

  await expect(newestRequest(page)).toContainText("Confirmed", { timeout: 30_000 });
  await expect(page.getByText("Partially refunded −12.34 EUR")).toBeVisible();
  const timeline = page.getByRole("list", { name: "Timeline of the payment" });
  await expect(timeline).toContainText("refund.created", { timeout: 30_000 });

  await newestRequest(page)
    .getByRole("link", { name: /Refund 12\.34/ })
    .click();
  await expect(page.getByText("Posted as predicted")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("HTTP 200")).toBeVisible();
  await checkAccessibility(page);
});

test("the sheet says what is wrong, keeps what was typed, and never sends more than is left", async ({
  page,
  signIn,
}) => {
  await signIn("support", PAYABLE);
  const payment = await findPayment(page, { min: 20, max: 90 });
  const sheet = await openRefundSheet(page, payment.id);
  await sheet.getByLabel("Amount in EUR").fill("9999");
  await expect(sheet.getByText(`At most ${payment.amount} EUR is left to refund.`)).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(sheet.getByRole("alert")).toContainText("Pick a reason.");
  await checkAccessibility(page);
  await expect(sheet.getByLabel("Amount in EUR")).toHaveValue("9999");
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(page.getByText(/^Held \d/)).toHaveCount(0);
  const left = page.getByText("Left to refund").locator("xpath=following-sibling::dd");
  await expect(left).toHaveText(`${payment.amount} EUR`);
});

test("the list finds a payment by its card, says how it read the search, and clears by key", async ({
  page,
  signIn,
}) => {
  await signIn("support", "/payments");
  await page.locator("[data-row-id]").first().waitFor();
  await expect(page.locator("[data-row-id]").nth(17)).toBeInViewport();
  await page.keyboard.press("f");
  await page.keyboard.insertText("0000");
  await page.keyboard.press("Enter");
  await expect(page.getByText("was read as the last four digits of a card")).toBeVisible();
  await expect(page).toHaveURL(/query=0000/);
  await expect(page.getByText("No payments match")).toBeVisible();
  await checkAccessibility(page);
  await page.getByRole("button", { name: /Clear filters/ }).click();
  await expect(page).toHaveURL(/\/payments$/);
  await page.locator("[data-row-id]").first().waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const second = page.locator("[data-row-id]").nth(1);
  await expect(second).toBeFocused();
  const id = await second.getAttribute("data-row-id");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/payments/${id}$`));
});

for (const person of ["manager", "auditor", "admin"] as const) {
  test(`a ${person} reads a payment and finds no way to refund it`, async ({ page, signIn }) => {
    await signIn(person, PAYABLE);
    const { id } = await findPayment(page, { min: 10, max: 200 });
    await page.goto(`/payments/${id}`);
    await expect(page.getByRole("list", { name: "Timeline of the payment" })).toBeVisible();
    await expect(page.getByRole("button", { name: /refund/i })).toHaveCount(0);
    await page.keyboard.press("r");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });
}
