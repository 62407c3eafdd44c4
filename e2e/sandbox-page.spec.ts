import type { Page } from "@playwright/test";
import { checkAccessibility } from "./support/check-accessibility.ts";
import { expect, test } from "./support/fixtures.ts";
import { readRunningStack } from "./support/running-stack.ts";

const PLACES = ["Overview", "Objects", "Events", "Webhooks", "Faults", "Incidents"] as const;

// A trace copies each page several times over; what axe says names the element.
test.use({ trace: "off" });

async function open(page: Page): Promise<void> {
  await page.goto(`${readRunningStack().running.sandboxUrl}/_sandbox`);
}

const goTo = (page: Page, place: string) =>
  page.getByRole("navigation", { name: "Sandbox" }).getByRole("link", { name: place }).click();

for (const { name, colorScheme, width } of [
  { name: "light", colorScheme: "light", width: 1440 },
  { name: "dark", colorScheme: "dark", width: 1440 },
  { name: "on a phone", colorScheme: "light", width: 390 },
] as const) {
  test(`every place of the sandbox's page holds against WCAG 2.2 AA, ${name}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await open(page);
    for (const place of PLACES) {
      await goTo(page, place);
      await expect(page.getByRole("link", { name: place })).toHaveAttribute("aria-current", "page");
      await checkAccessibility(page);
      const tooWide = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(tooWide, `${place} scrolls sideways`).toBeLessThanOrEqual(0);
    }
  });
}

test("a visitor follows a payment from the list to its customer and its events", async ({
  page,
}) => {
  await open(page);
  await expect(page.getByText("needs no Stripe account")).toBeVisible();
  await goTo(page, "Objects");
  await page.getByLabel("Kind").selectOption("charge");
  await page.getByRole("button", { name: "Show" }).click();
  const id = await page.locator("tbody a").first().innerText();
  await page.getByLabel("Id or customer").fill(id);
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(id);
  await expect(page.getByRole("region", { name: "Timeline" })).toContainText("charge.");
  await checkAccessibility(page);
  await page.getByRole("region", { name: "JSON" }).getByRole("link", { name: /^pi_/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^pi_/);
});

test("a fault is added and removed with the keyboard alone", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await goTo(page, "Faults");
  const path = page.getByLabel("Path");
  await path.focus();
  await page.keyboard.type("/v1/nothing_asks_for_this");
  await page.keyboard.press("Enter");
  const rules = page.getByRole("region", { name: "Rules" });
  await expect(rules).toContainText("/v1/nothing_asks_for_this");
  await checkAccessibility(page);
  await rules
    .getByRole("button", { name: /^Remove fault_/ })
    .last()
    .focus();
  await page.keyboard.press("Enter");
  await expect(rules).not.toContainText("/v1/nothing_asks_for_this");
});

test("the page keeps itself up to date without being loaded again", async ({ page }) => {
  await open(page);
  const clock = page.locator("#bar-clock time");
  const before = await clock.getAttribute("datetime");
  await expect(clock).not.toHaveAttribute("datetime", before ?? "");
});
