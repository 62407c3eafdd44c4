import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { checkAccessibility } from "./support/check-accessibility.ts";
import { PAYABLE } from "./support/find-payment.ts";
import { expect, test } from "./support/fixtures.ts";
import { payAtShop, refundsAtStripe, type StripeObject } from "./support/shop.ts";

const AMOUNTS = [1_000, 1_100, 1_200, 1_300, 1_400];
const PATIENTLY = { timeout: 30_000 };

test("a list is pasted, run dry, its total typed, signed by a manager, tried on three, let go, and leaves as a file", async ({
  page,
  signIn,
  openAs,
}) => {
  const paid: StripeObject[] = [];
  for (const amount of AMOUNTS) paid.push(await payAtShop(amount));
  const ids = paid.map(({ id }) => id);
  await signIn("finance", PAYABLE);
  for (const id of ids) await expect(page.locator(`[data-row-id="${id}"]`)).toBeVisible(PATIENTLY);

  // Chosen in the list of payments, by tick and by key.
  await page.locator(`[data-row-id="${ids[0]}"]`).getByRole("checkbox").check();
  await page.locator(`[data-row-id="${ids[1]}"]`).focus();
  await page.keyboard.press("x");
  const chosen = page.getByRole("group", { name: "Selected payments" });
  await expect(chosen).toContainText("2 selected");
  await chosen.getByRole("link", { name: "Refund in bulk…" }).click();
  const list = page.getByLabel("Ids of payments or charges");
  await expect(list).toHaveValue(`${ids[0]}\n${ids[1]}`);

  const [last = ""] = ids.slice(-1);
  await list.fill([...ids.slice(0, -1), `${last}, 5.00`, "pi_nobody", "what is this"].join("\n"));
  await page.getByLabel("Reason").selectOption({ label: "Goodwill" });
  await page.getByRole("button", { name: "Dry run" }).click();
  await expect(page.getByText("5 in · 1 left out · 1 not understood")).toBeVisible();
  const dry = page.getByRole("table", { name: "Dry run" });
  await expect(dry.locator("[data-row-id]").first()).toContainText(
    "This account has no such payment",
  );
  await expect(dry.locator("[data-row-id]").nth(1)).toContainText("Not understood");
  await expect(dry.locator("[data-row-id]").nth(1)).toContainText("7");
  await checkAccessibility(page);

  const total = page.getByLabel("Type 51.00 EUR to confirm");
  await total.fill("52.00 EUR");
  await expect(page.getByText("It is 51.00 EUR.")).toBeVisible();
  await total.fill("51.00 EUR");
  await page.getByLabel("Note").fill("The shop was down for an hour.");
  await page.keyboard.press("Control+Enter");
  await expect(page).toHaveURL(/\/bulk\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("51.00 EUR");
  await expect(page.getByText("Needs approval").first()).toBeVisible();
  expect(await refundsAtStripe(last)).toHaveLength(0);

  const manager = await openAs("manager", "/approvals");
  await manager.locator("[data-row-id]").filter({ hasText: "51.00" }).first().click();
  await expect(manager.getByRole("region", { name: "Open request" })).toContainText(
    "List (SHA-256)",
  );
  await manager.keyboard.press("1");
  const dialog = manager.getByRole("alertdialog", { name: /^Approve bulk refund/ });
  await expect(dialog).toBeVisible();
  await manager.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();

  await expect(page.getByText("Waits for a person")).toBeVisible(PATIENTLY);
  const states = page.getByRole("group", { name: "State of the rows" });
  await expect(states.getByRole("button", { name: "Refunded 3" })).toBeVisible();
  await expect(states.getByRole("button", { name: "Waiting 2" })).toBeVisible();
  expect(await refundsAtStripe(last)).toHaveLength(0);
  await checkAccessibility(page);
  await page.getByRole("button", { name: "Let the rest go…" }).click();
  await expect(
    page.getByRole("alertdialog", { name: "Let 2 refunds of 18.00 EUR go" }),
  ).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Finished", { exact: true })).toBeVisible(PATIENTLY);
  await expect(states.getByRole("button", { name: "Refunded 5" })).toBeVisible();
  expect((await refundsAtStripe(last)).map(({ amount }) => amount)).toEqual([500]);

  await page.getByRole("button", { name: "Export", exact: true }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByText(/^5 rows$/)).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    sheet.getByRole("button", { name: "Export rows of bulks" }).click(),
  ]);
  const rows: Record<string, string>[] = parse(await readFile(await download.path()), {
    columns: true,
  });
  expect(rows.map(({ Payment, Amount, Result }) => [Payment, Amount, Result])).toEqual(
    ids.map((id, at) => [id, ["10.00", "11.00", "12.00", "13.00", "5.00"][at], "done"]),
  );
});
