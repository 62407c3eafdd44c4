import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixtures.ts";

/** Opens a payment's page and its refund sheet by key, and waits for the first preview. */
export async function openRefundSheet(page: Page, paymentId: string): Promise<Locator> {
  await page.goto(`/payments/${paymentId}`);
  await expect(page.getByRole("heading", { name: "Timeline" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Refund…" })).toBeVisible();
  await page.keyboard.press("r");
  const sheet = page.getByRole("dialog", { name: "Refund" });
  await expect(sheet.getByRole("list", { name: "Consequences" })).toBeVisible();
  return sheet;
}

/** The first line under "Refunds and requests": the newest request of the open payment. */
export function newestRequest(page: Page): Locator {
  return page.getByRole("list", { name: "Refunds and requests" }).getByRole("listitem").first();
}
