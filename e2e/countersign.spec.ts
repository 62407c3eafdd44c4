import type { Page } from "@playwright/test";
import { TOTP } from "otpauth";
import { letProofGrowOld, takeCredentials } from "./support/authenticator.ts";
import { checkAccessibility } from "./support/check-accessibility.ts";
import { findPayment } from "./support/find-payment.ts";
import { expect, test } from "./support/fixtures.ts";
import { loginOf, type Person } from "./support/people.ts";
import { newestRequest, openRefundSheet } from "./support/refund-sheet.ts";

/** The browser prints each refusal of the server; in these journeys it must come once or more. */
test.use({ expectedRefusal: /status of 403/ });

/** Fills the refund sheet for a refund that needs another person, and sends it. */
async function askForRefund(page: Page, paymentId: string): Promise<void> {
  const sheet = await openRefundSheet(page, paymentId);
  await page.keyboard.press("3");
  await sheet.getByLabel("Note").fill("Parcel lost; the carrier confirmed it.");
  await expect(sheet.getByRole("button", { name: /^Ask for approval/ })).toBeVisible();
  await page.keyboard.press("Control+Enter");
}

const emailOf = (person: Person) => loginOf(person).email;

test("two people in two windows: asked with a fresh proof, signed with a passkey, sent", async ({
  page,
  signIn,
  openAs,
}) => {
  await signIn("support2");
  await letProofGrowOld(emailOf("support2"));
  const payment = await findPayment(page, { min: 101, max: 900 });
  await askForRefund(page, payment.id);
  // The authenticator answers the one dialog by itself, and the call is repeated as it was.
  await expect(newestRequest(page)).toContainText("Needs approval");
  await expect(page.getByRole("alertdialog")).toHaveCount(0);

  const colleague = await openAs("finance", "/approvals");
  await colleague.locator("[data-row-id]").filter({ hasText: payment.amount }).first().click();
  await expect(colleague.getByRole("region", { name: "Open request" })).toContainText(
    "Parcel lost",
  );
  await colleague.keyboard.press("1");
  const dialog = colleague.getByRole("alertdialog", { name: /^Approve refund/ });
  const signed = dialog.getByRole("region", { name: "What you sign" });
  await expect(signed).toContainText("Your passkey");
  await expect(signed.getByText("Challenge")).toBeVisible();
  await checkAccessibility(colleague);
  await colleague.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();

  await expect(newestRequest(page)).toContainText("Confirmed", { timeout: 30_000 });
  await newestRequest(page)
    .getByRole("link", { name: /Refund/ })
    .click();
  await expect(page.getByText("Signature verified")).toBeVisible();
  await checkAccessibility(page);
});

test("who has nothing to prove themselves with makes a passkey on the way, with the password", async ({
  page,
  signIn,
}) => {
  await signIn("support2");
  await takeCredentials(emailOf("support2"));
  await letProofGrowOld(emailOf("support2"));
  const payment = await findPayment(page, { min: 101, max: 900 });
  await askForRefund(page, payment.id);
  const dialog = page.getByRole("alertdialog", { name: "Add a passkey" });
  await expect(dialog).toBeVisible();
  await checkAccessibility(page);
  await dialog.getByLabel("Your password").fill("wrong");
  await page.keyboard.press("Control+Enter");
  await expect(dialog.getByRole("alert")).toContainText("The proof was not accepted");
  await dialog.getByLabel("Your password").fill(loginOf("support2").password);
  await dialog.getByLabel("Name").fill("Laptop of the desk");
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
  await expect(newestRequest(page)).toContainText("Needs approval");

  await page.goto("/settings/security");
  const passkeys = page.getByRole("list", { name: "Passkeys" });
  await expect(passkeys.getByRole("listitem")).toHaveCount(1);
  await expect(passkeys).toContainText("Laptop of the desk");
  await checkAccessibility(page);
  await page.getByRole("button", { name: "Rename Laptop of the desk" }).click();
  await page.getByRole("alertdialog").getByLabel("Name").fill("Desk 4");
  await page.keyboard.press("Control+Enter");
  await expect(passkeys).toContainText("Desk 4");
});

test("who gives up the proof keeps what they typed, and nothing was asked for", async ({
  page,
  signIn,
}) => {
  await signIn("support2");
  await takeCredentials(emailOf("support2"));
  await letProofGrowOld(emailOf("support2"));
  const payment = await findPayment(page, { min: 101, max: 900 });
  await askForRefund(page, payment.id);
  await page.getByRole("alertdialog", { name: "Add a passkey" }).getByText("Cancel").click();
  const sheet = page.getByRole("dialog", { name: "Refund" });
  await expect(sheet.getByRole("alert")).toContainText("a fresh proof that it is you");
  await expect(sheet.getByLabel("Note")).toHaveValue("Parcel lost; the carrier confirmed it.");
});

test("a one-time code serves for a small amount, and the page says that it signs nothing", async ({
  page,
  signIn,
  openAs,
}) => {
  await signIn("support2");
  await letProofGrowOld(emailOf("support2"));
  const payment = await findPayment(page, { min: 101, max: 900 });
  await askForRefund(page, payment.id);
  await expect(newestRequest(page)).toContainText("Needs approval");

  const colleague = await openAs("finance2");
  await takeCredentials(emailOf("finance2"));
  await colleague.goto("/settings/security");
  await colleague.getByRole("button", { name: "Add app…" }).click();
  const dialog = colleague.getByRole("alertdialog", { name: "Add an authenticator app" });
  await colleague.keyboard.press("Control+Enter");
  const secret = ((await dialog.locator("code").textContent()) ?? "").replaceAll(" ", "");
  const totp = new TOTP({ secret, algorithm: "SHA1", digits: 6, period: 30 });
  await dialog.getByLabel("One-time code").fill(totp.generate({ timestamp: Date.now() - 30_000 }));
  await checkAccessibility(colleague);
  await colleague.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
  await expect(colleague.getByText("Each code counts once.")).toBeVisible();

  await colleague.goto("/approvals");
  await colleague.locator("[data-row-id]").filter({ hasText: payment.amount }).first().click();
  await expect(colleague.getByRole("region", { name: "Open request" })).toContainText(
    "Parcel lost",
  );
  await colleague.keyboard.press("1");
  const approve = colleague.getByRole("alertdialog", { name: /^Approve refund/ });
  await approve.getByLabel("One-time code").fill(totp.generate());
  await colleague.keyboard.press("Control+Enter");
  await expect(approve).toBeHidden();
  await expect(newestRequest(page)).toContainText("Confirmed", { timeout: 30_000 });
  await newestRequest(page)
    .getByRole("link", { name: /Refund/ })
    .click();
  await expect(page.getByText("It signs nothing")).toBeVisible();
});
