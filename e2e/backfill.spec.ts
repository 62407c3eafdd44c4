import { expect, test } from "./support/fixtures.ts";

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
  await expect(run.getByText("the installation")).toBeHidden({ timeout: 20_000 });
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
