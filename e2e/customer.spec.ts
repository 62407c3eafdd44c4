import type { Page } from "@playwright/test";
import { checkAccessibility } from "./support/check-accessibility.ts";
import { expect, test } from "./support/fixtures.ts";
import { payAtShop, registerAtShop } from "./support/shop.ts";

const firstRow = (page: Page) => page.locator("[data-row-id]").first();
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

async function addNote(page: Page, text: string): Promise<void> {
  await page.keyboard.press("n");
  const sheet = page.getByRole("dialog", { name: "Add a note" });
  await expect(sheet.getByLabel("Note")).toBeFocused();
  await sheet.getByLabel("Note").fill(text);
  await page.keyboard.press("Control+Enter");
}

test("support finds a customer by name, reads what they paid and how, and leaves notes", async ({
  page,
  signIn,
}) => {
  await signIn("support");
  const id = await knownCustomer(page, "Zelda Quist");
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(page).toHaveURL(/\/customers$/);
  await firstRow(page).waitFor();
  await checkAccessibility(page);
  await page.keyboard.press("f");
  await page.keyboard.insertText("quist zel");
  await page.keyboard.press("Enter");
  await expect(page.getByText("was read as the beginning of names")).toBeVisible();
  await expect(page.locator("[data-row-id]")).toHaveCount(1);
  await expect(page.getByRole("main")).not.toContainText("Quist");
  await firstRow(page).click();

  await expect(page).toHaveURL(`/customers/${id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Z. Q.");
  await expect(region(page, "Payments")).toContainText("42.10");
  await expect(region(page, "Payment methods")).toContainText("Last attempt succeeded");
  await expect(region(page, "Subscriptions")).toContainText("No subscriptions.");
  await expect(region(page, "Overrides")).toContainText("Nobody has asked for an override.");
  await checkAccessibility(page);

  await addNote(page, "Prefers e-mail.");
  const notes = page.getByRole("list", { name: "Notes" });
  await expect(notes).toContainText("Prefers e-mail.");
  await addNote(page, "Wrong customer.");
  await expect(notes).toContainText("Wrong customer.");
  await page.keyboard.press("z");
  await expect(notes).not.toContainText("Wrong customer.");
  await notes.getByRole("button", { name: "Pin" }).click();
  await expect(notes.getByText("Pinned")).toBeVisible();
});

test("a card number is in no note, and what was typed stays", async ({ page, signIn }) => {
  await signIn("finance");
  await knownCustomer(page, "Carl Dean");
  await addNote(page, "Card 4242 4242 4242 4242");
  const sheet = page.getByRole("dialog", { name: "Add a note" });
  await expect(sheet.getByText("looks like a whole card number")).toBeVisible();
  await checkAccessibility(page);
  await expect(sheet.getByLabel("Note")).toHaveValue("Card 4242 4242 4242 4242");
  await sheet.getByLabel("Note").fill("Card ending in 4242");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("list", { name: "Notes" })).toContainText("Card ending in 4242");
});

test("who it is, is shown for a reason, to those who may, and hidden again", async ({
  page,
  signIn,
}) => {
  await signIn("support");
  await knownCustomer(page, "Rosa Vitt");
  await expect(page.getByRole("main")).not.toContainText("Vitt");
  await page.getByRole("button", { name: "Show personal data…" }).click();
  const sheet = page.getByRole("dialog", { name: "Show personal data" });
  await expect(sheet.getByRole("button", { name: "Show for a minute" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await sheet.getByLabel("Reason").fill("The customer is on the phone.");
  await checkAccessibility(page);
  await page.keyboard.press("Control+Enter");
  const shown = region(page, "Personal data");
  await expect(shown).toContainText("Rosa Vitt");
  await expect(shown).toContainText("rosa.vitt@shop.example");
  await expect(shown).toContainText("more times within 24 hours");
  await checkAccessibility(page);
  await page.getByRole("button", { name: "Hide now" }).click();
  await expect(page.getByRole("main")).not.toContainText("Vitt");
});

test("an id that is pasted leads to the customer, and a payment leads there too", async ({
  page,
  signIn,
}) => {
  await signIn("finance");
  const id = await knownCustomer(page, "Paul Nord");
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.keyboard.insertText(id);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/customers/${id}`);
  await region(page, "Payments").getByRole("listitem").first().getByRole("link").click();
  await expect(page).toHaveURL(/\/payments\/pi_/);
  await region(page, "Facts").getByRole("link", { name: "P. N." }).click();
  await expect(page).toHaveURL(`/customers/${id}`);
});

test("a customer that nobody knows is said not to be there", async ({ page, signIn }) => {
  await signIn("finance");
  await page.goto("/customers?query=nobodyhasthisname");
  await expect(page.getByText("No customers match")).toBeVisible();
  await page.keyboard.press("Backspace");
  await expect(page).toHaveURL(/\/customers$/);
  await firstRow(page).waitFor();
});

test("a manager reads sums and no person; nothing can be shown or written", async ({
  page,
  signIn,
}) => {
  await signIn("manager");
  const id = await knownCustomer(page, "Mona Lund");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(id);
  await expect(page.getByRole("main")).not.toContainText("@");
  await expect(page.getByRole("button", { name: "Show personal data…" })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Notes" })).toHaveCount(0);
  await page.keyboard.press("n");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await checkAccessibility(page);
});

for (const person of ["auditor", "admin"] as const) {
  test(`a ${person} reads a customer's notes and writes none`, async ({ page, signIn }) => {
    await signIn(person);
    await knownCustomer(page, `Nils ${person === "admin" ? "Adam" : "Audi"}`);
    await expect(page.getByRole("heading", { name: "Notes" })).toBeVisible();
    await expect(page.getByRole("button", { name: /Add note/ })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Show personal data…" })).toHaveCount(
      person === "admin" ? 1 : 0,
    );
    await checkAccessibility(page);
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("rows are cards and nothing scrolls sideways", async ({ page, signIn }) => {
    await signIn("support");
    const id = await knownCustomer(page, "Tiny Screen");
    await checkAccessibility(page);
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBeLessThanOrEqual(390);
    await page.goto("/customers");
    await expect(page.locator(`[data-row-id="${id}"]`)).toBeVisible();
    await checkAccessibility(page);
    expect(await width()).toBeLessThanOrEqual(390);
  });
});
