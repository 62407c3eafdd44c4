import { checkAccessibility } from "./support/check-accessibility.ts";
import { changeFaults } from "./support/faults.ts";
import { expect, test } from "./support/fixtures.ts";
import { readRunningStack } from "./support/running-stack.ts";

/** A list that comes slowly, and the proof after it, on a machine that may be busy. */
const JOURNEY_MS = 120_000;

/** The stack was started with a Stripe that answers slowly, so that there is something to watch. */
test("the first import is watched from its beginning to its proof", async ({
  page,
  signIn,
  openAs,
}) => {
  test.setTimeout(JOURNEY_MS);
  await signIn("finance", "/ledger/backfill");
  const run = page.getByRole("region", { name: "The newest run" });
  const bar = run.getByRole("progressbar", { name: "How much of the history is in" });
  await expect(run.getByText("Coming in", { exact: true })).toBeVisible({ timeout: 20_000 });
  const percent = async () => Number(await bar.getAttribute("value"));
  await expect.poll(percent, { timeout: 20_000 }).toBeGreaterThan(0);
  const early = await percent();
  expect(early).toBeLessThan(100);
  await expect(run.getByText(/^\d[\d,]* a second$/).first()).toBeVisible();
  await expect(run.getByText("Left, about")).toBeVisible();
  await checkAccessibility(page);

  const support = await openAs("support", "/payments");
  const banner = support.getByRole("status").filter({ hasText: "history is coming in" });
  await expect(banner).toContainText(/: \d+% is there/);
  await expect(banner.getByRole("link")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "How far it is" })).toBeVisible();
  await expect.poll(percent, { timeout: 20_000 }).toBeGreaterThan(early);

  await changeFaults(readRunningStack().running.sandboxUrl, "DELETE");
  await expect(run.getByText("Proven", { exact: true })).toBeVisible({ timeout: 45_000 });
  await expect(banner).toHaveCount(0);
  await expect(support.locator("[data-row-id]").first()).toBeVisible();
});
