import type { Page } from "@playwright/test";

/**
 * Opens the list of succeeded card payments and picks the first one with nothing held whose amount in euros lies between
 * `min` and `max`. Out: its id and its amount as the list writes it ("42.95").
 */
export async function findPayment(
  page: Page,
  { min, max }: { min: number; max: number },
): Promise<{ id: string; amount: string }> {
  await page.goto("/payments?state=succeeded&method=card");
  await page.locator("[data-row-id]").first().waitFor();
  const rows = await page.locator("[data-row-id]").evaluateAll((elements) =>
    elements.map((element) => ({
      id: element.getAttribute("data-row-id") ?? "",
      isFree: !/Held|Disputed/.test(element.textContent ?? ""),
      amount: /([\d,]+\.\d{2})\s*EUR/.exec(element.textContent)?.[1] ?? "",
    })),
  );
  const found = rows.find(({ amount, isFree }) => {
    const euros = Number(amount.replaceAll(",", "") || Number.NaN);
    return isFree && euros >= min && euros <= max;
  });
  if (found === undefined) throw new Error(`No payment between ${min} and ${max} EUR on the page.`);
  return found;
}
