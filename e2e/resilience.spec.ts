import { expect, test } from "./support/fixtures.ts";
import { newestRequest, openRefundSheet } from "./support/refund-sheet.ts";
import { readRunningStack } from "./support/running-stack.ts";
import { payAtShop, refundsAtStripe } from "./support/shop.ts";

const workerPid = () =>
  readRunningStack().running.processes.find(({ name }) => name === "worker")?.pid ?? 0;

test("a worker killed in the middle of a refund's hold: it is sent once, by the next one", async ({
  page,
  signIn,
}) => {
  const payment = await payAtShop(48_20);
  await signIn("support", "/payments?query=48.20");
  await expect(page.locator(`[data-row-id="${payment.id}"]`)).toBeVisible({ timeout: 20_000 });
  const sheet = await openRefundSheet(page, payment.id);
  await page.keyboard.press("2");
  await sheet.getByLabel("Amount in EUR").fill("17.05");
  await expect(sheet.getByText("Customer gets 17.05 EUR")).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(newestRequest(page)).toContainText("Held");

  const killed = workerPid();
  process.kill(killed, "SIGKILL");
  expect(await refundsAtStripe(payment.id)).toEqual([]);
  await expect.poll(workerPid).not.toBe(killed);

  await expect(newestRequest(page)).toContainText("Confirmed", { timeout: 40_000 });
  await expect(page.getByText("Partially refunded −17.05 EUR")).toBeVisible();
  const refunds = await refundsAtStripe(payment.id);
  expect(refunds.map(({ amount, status }) => ({ amount, status }))).toEqual([
    { amount: 17_05, status: "succeeded" },
  ]);

  await page.context().clearCookies();
  await signIn("finance", "/ledger");
  await expect(page.getByText("Equal", { exact: true })).toBeVisible({ timeout: 20_000 });
});
