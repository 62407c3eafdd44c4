import type { Locator } from "@playwright/test";
import { expect, test } from "./support/fixtures.ts";
import { readRunningStack } from "./support/running-stack.ts";
import { payAtShop } from "./support/shop.ts";

async function expandAll(tree: Locator): Promise<void> {
  const closed = tree.getByRole("button", { name: "Expand" });
  while ((await closed.count()) > 0) await closed.first().click();
}

test("a payment at Stripe arrives in two open windows, and its delivery can be read without personal data", async ({
  page,
  signIn,
  openAs,
}) => {
  await signIn("support", "/payments");
  await page.locator("[data-row-id]").first().waitFor();
  const log = await openAs("auditor", "/webhooks");
  await expect(log.getByRole("heading", { level: 1, name: "Webhooks" })).toBeVisible();
  await expect(log.getByRole("table", { name: "Webhook deliveries" })).toHaveAttribute(
    "aria-busy",
    "false",
  );

  const payment = await payAtShop(61_73, "visa", { receipt_email: "anna.secret@example.com" });
  await page.getByRole("button", { name: /^\d+ new$/ }).click();
  const row = page.locator(`[data-row-id="${payment.id}"]`);
  await expect(row).toContainText("61.73 EUR");
  await expect(row).toContainText("Succeeded");

  const delivery = log
    .getByRole("row")
    .filter({ hasText: payment.id })
    .filter({ hasText: "payment_intent.succeeded" });
  // Events of one payment come in any order: whichever is the newest is applied, and covers the others.
  await expect(delivery).toContainText(/Applied|Superseded/);
  await expect(delivery).toContainText("200");
  await delivery.getByRole("link").first().click();
  await expect(log.getByRole("heading", { level: 1 })).toHaveText("payment_intent.succeeded");
  const facts = log.getByRole("main");
  await expect(facts).toContainText("matched key");
  await expect(facts.getByRole("list", { name: "Tries" })).toContainText("try 1");
  await expect(facts.getByRole("heading", { name: "Tries (1)" })).toBeVisible();
  const tree = facts.getByRole("tree", { name: /^Payload of evt_/ });
  await expandAll(tree);
  await expect(tree.getByRole("treeitem", { name: /^receipt_email:/ })).toContainText("•••");
  await expect(facts).not.toContainText("anna.secret");
  await facts.getByRole("link", { name: payment.id }).click();
  await expect(log.getByRole("heading", { level: 1 })).toHaveText("61.73 EUR");
});

test("a forged delivery is refused, and the log says so without keeping what it claimed", async ({
  page,
  signIn,
}) => {
  await signIn("admin");
  const { ingestUrl } = readRunningStack().running;
  const answer = await fetch(new URL("/webhooks/stripe", ingestUrl), {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "stripe-signature": `t=${Math.floor(Date.now() / 1000)},v1=${"0".repeat(64)}`,
    },
    body: JSON.stringify({ id: "evt_forged", object: "event", type: "payment_intent.succeeded" }),
  });
  expect(answer.status).toBe(400);
  await page.goto("/webhooks?result=bad_signature");
  const row = page.locator("[data-row-id]").first();
  await expect(row).toContainText("Bad signature");
  await expect(row).toContainText("400");
  await expect(row).not.toContainText("evt_forged");
  await row.getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bad signature");
  await expect(page.getByText("No secret of ours signed these bytes.")).toBeVisible();
  await expect(page.getByText("none matched")).toBeVisible();
  await expect(page.getByText("Nothing of a refused delivery is kept")).toBeVisible();
});
