import type { Page } from "@playwright/test";
import { checkAccessibility } from "./support/check-accessibility.ts";
import { expect, test } from "./support/fixtures.ts";
import { readRunningStack } from "./support/running-stack.ts";

interface BankFile {
  readonly fileName: string;
  readonly bookings: number;
  readonly text: string;
}

/** The file that the bank of the sandbox's shop would give it. */
async function bankFile(format: string, variant = "true"): Promise<BankFile> {
  const { sandboxUrl } = readRunningStack().running;
  const query = new URLSearchParams({ format, variant });
  const answer = await fetch(new URL(`/_sandbox/bank-statement?${query.toString()}`, sandboxUrl));
  return (await answer.json()) as BankFile;
}

/** Opens the sheet and gives it a file, as a drop or a choice would. */
async function offer(page: Page, name: string, text: string) {
  await page.getByRole("button", { name: "Import statement…" }).first().click();
  const sheet = page.getByRole("dialog", { name: "Import statement" });
  const buffer = Buffer.from(text, "utf8");
  await sheet.getByLabel("Statement file").setInputFiles({ name, mimeType: "text/plain", buffer });
  return sheet;
}

/** Holds back what the server answers to previews without these words. Out: lets it go, and waits until it has come. */
async function holdPreviewsWithout(page: Page, words: string): Promise<() => Promise<void>> {
  const released = Promise.withResolvers<void>();
  const arrived: Promise<void>[] = [];
  await page.route(/bankStatements\.preview/, async (route) => {
    const response = await route.fetch();
    if (route.request().postData()?.includes(words) === true) return route.fulfill({ response });
    const late = released.promise.then(() => route.fulfill({ response }));
    arrived.push(late);
    return late;
  });
  return async () => {
    expect(arrived.length).toBeGreaterThan(0);
    released.resolve();
    await Promise.all(arrived);
    await page.unrouteAll({ behavior: "wait" });
  };
}

test("a statement of the bank is read before it is let in, comes in once, and is amended in sight", async ({
  page,
  signIn,
}) => {
  await signIn("finance", "/reconciliation/bank");
  const told = await bankFile("camt053");
  expect(told.bookings).toBeGreaterThan(0);

  const first = await offer(page, told.fileName, told.text);
  await expect(first).toContainText(`${told.bookings} new, 0 known, 0 amended`);
  await expect(first).toContainText("and the lines add up");
  await first.getByLabel("Name of the new account").fill("Main account");
  await checkAccessibility(page);
  await first.getByRole("button", { name: /^Import \d+ new line/ }).click();
  await expect(first).toBeHidden();
  const row = page.getByRole("table", { name: "Bank statements" }).getByRole("row").nth(1);
  await expect(row).toContainText(told.fileName);
  await expect(row).toContainText("Main account");

  const again = await offer(page, told.fileName, told.text);
  await expect(again).toContainText("This very file was imported before");
  await page.keyboard.press("Escape");

  const amended = await bankFile("camt053", "amended");
  const later = await offer(page, amended.fileName, amended.text);
  await later.getByRole("button", { name: "Import 0 new lines, amend 1" }).click();
  await expect(later).toBeHidden();
  await page.goto("/reconciliation/bank?tab=lines&state=amended");
  const line = page.locator("[data-row-id]");
  await expect(line).toHaveCount(1);
  await expect(line).toContainText("STRIPE");
  await line.click();
  const sheet = page.getByRole("dialog", { name: "Bank line" });
  await expect(sheet.getByRole("heading", { name: "Told differently later" })).toBeVisible();
  await expect(sheet).toContainText("Amount:");
});

test("a table is read as its columns are said to mean", async ({ page, signIn }) => {
  await signIn("finance", "/reconciliation/bank");
  const { fileName, text, bookings } = await bankFile("csv");
  const sheet = await offer(page, fileName, text.replace("Booking date", "Day of it"));
  await expect(sheet).toContainText("booked day");
  await sheet.getByLabel("IBAN or account number").fill("DE02120300000000202051");
  await sheet.getByLabel("Currency").first().fill("eur");
  await sheet.getByLabel("Name of the new account").fill("Second account");
  // The answer to the first of two questions comes last, and changes nothing any more.
  const release = await holdPreviewsWithout(page, "yyyy-mm-dd");
  await sheet.getByLabel("Booked on").selectOption("Day of it");
  await sheet.getByLabel("Days are written").selectOption("yyyy-mm-dd");
  await expect(sheet).toContainText(`${bookings} new, 0 known, 0 amended`);
  await release();
  await sheet.getByRole("button", { name: /^Import \d+ new line/ }).click();
  await expect(sheet).toBeHidden();
});

test.describe("a file that is no statement", () => {
  test.use({ expectedRefusal: /400 \(Bad Request\).*bankStatements\.preview/ });

  test("is refused with what is wrong and where", async ({ page, signIn }) => {
    await signIn("finance", "/reconciliation/bank");
    const bad = await offer(page, "notes.txt", "dear bank");
    await expect(bad).toContainText("it is neither camt.053, MT940, BAI2 nor a table");
    await expect(bad).toContainText("FILE_NOT_UNDERSTOOD");
  });
});

test("who may not import sees no button, and who may not read sees why", async ({
  page,
  signIn,
  openAs,
}) => {
  await signIn("auditor", "/reconciliation/bank");
  await expect(page.getByRole("heading", { level: 1, name: "Bank" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Import statement…" })).toHaveCount(0);
  const support = await openAs("support", "/reconciliation/bank");
  await expect(support.locator("[data-empty]")).toBeVisible();
  await expect(support.getByRole("table")).toHaveCount(0);
});
