import { changeFaults } from "./support/faults.ts";
import { expect, test } from "./support/fixtures.ts";
import { runAsOwner } from "./support/run-as-owner.ts";
import { readRunningStack } from "./support/running-stack.ts";

const sandboxUrl = () => readRunningStack().running.sandboxUrl;

/** As soon as the lists are planned, the longest of them comes slowly, so that there is something to watch. */
async function slowDown(): Promise<void> {
  const newest = "SELECT state FROM backfill_run ORDER BY wanted_at DESC LIMIT 1";
  const stateOfRun = async () => (await runAsOwner(newest, []))[0]?.["state"];
  await expect.poll(stateOfRun, { intervals: [20], timeout: 20_000 }).toBe("running");
  await changeFaults(sandboxUrl(), "POST", {
    match: { method: "GET", path: "/v1/balance_transactions" },
    effect: "latency",
    latencyMs: 2_000,
    always: true,
  });
}

// Other journeys read the same lists.
test.afterEach(() => changeFaults(sandboxUrl(), "DELETE"));

test("the history was brought in and proven, and can be read again by who may", async ({
  page,
  signIn,
}) => {
  await signIn("finance", "/ledger/backfill");
  const run = page.getByRole("region", { name: "The newest run" });
  await expect(run.getByText("Proven", { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(run).toContainText("the installation");
  const lists = page.getByRole("table", { name: "Progress of each list" });
  await expect(lists.getByText("In", { exact: true })).toHaveCount(1 + 11);

  await page.getByRole("button", { name: "Read the history again" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Read it again" }).click();
  await slowDown();
  await expect(run.getByText("the installation")).toBeHidden({ timeout: 20_000 });
  const bar = run.getByRole("progressbar", { name: "How much of the history is in" });
  const percent = async () => Number((await bar.getAttribute("value")) ?? 0);
  await expect.poll(percent, { timeout: 20_000 }).toBeGreaterThan(0);
  const early = await percent();
  expect(early).toBeLessThan(100);
  await expect.poll(percent, { timeout: 20_000 }).toBeGreaterThan(early);
  await changeFaults(sandboxUrl(), "DELETE");
  await expect(run.getByText("Proven", { exact: true })).toBeVisible({ timeout: 60_000 });
  const proof = page.getByRole("region", { name: "Proof" });
  await expect(proof.getByText("Equal", { exact: true }).first()).toBeVisible();
  await expect(proof.getByText("Differs")).toHaveCount(0);
});

test("an auditor sees the history, and cannot have it read again", async ({ page, signIn }) => {
  await signIn("auditor", "/ledger/backfill");
  await expect(page.getByRole("region", { name: "The newest run" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Read the history again" })).toHaveCount(0);
});
