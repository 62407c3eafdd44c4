import type { Page } from "@playwright/test";
import { test } from "./fixtures.ts";

/** The list that {@link findPayment} picks from. */
export const PAYABLE = "/payments?state=succeeded&method=card";

/**
 * Opens the list of succeeded card payments and picks one with nothing held whose amount in euros lies between `min` and
 * `max`: the first, and the last for the second worker, so that no two journeys have the same. Out: its id and its amount as the list writes
 * it ("42.95").
 */
export async function findPayment(
  page: Page,
  { min, max }: { min: number; max: number },
): Promise<{ id: string; amount: string }> {
  if (!page.url().endsWith(PAYABLE)) await page.goto(PAYABLE);
  await page.locator("[data-row-id]").first().waitFor();
  const rows = await page.locator("[data-row-id]").evaluateAll((elements) =>
    elements.map((element) => ({
      id: element.getAttribute("data-row-id") ?? "",
      isFree: !/Held|Disputed/.test(element.textContent ?? ""),
      amount: /([\d,]+\.\d{2})\s*EUR/.exec(element.textContent)?.[1] ?? "",
    })),
  );
  const fitting = rows.filter(({ amount, isFree }) => {
    const euros = Number(amount.replaceAll(",", "") || Number.NaN);
    return isFree && euros >= min && euros <= max;
  });
  const found = fitting.at(test.info().parallelIndex === 0 ? 0 : -1);
  if (found === undefined) throw new Error(`No payment between ${min} and ${max} EUR on the page.`);
  return found;
}
