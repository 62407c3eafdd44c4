import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./fixtures.ts";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** The rules of these that a change of colours alone can break. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/**
 * Fails with each rule that the page breaks and the elements that break it. In the dark the same elements have other
 * colours, so only those are judged there: whoever checks a screen in the dark checks it in the light too. Our pages hold no
 * frames: the one-page mode of axe, without a second page to gather results in, takes half the time.
 */
export async function checkAccessibility(page: Page): Promise<void> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode(true);
  const isDark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  const judged = isDark ? axe.withRules(COLOUR_RULES) : axe.withTags(RULES);
  const { violations } = await judged.analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`,
  );
  expect(found).toEqual([]);
}
