import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures.ts";
import { readRunningStack } from "./support/running-stack.ts";

const navigation = (page: Page) => page.getByRole("navigation", { name: "Main" });

/** The entries of the rail, in their order. */
async function expectEntries(page: Page, titles: readonly string[]): Promise<void> {
  await expect(navigation(page).getByRole("listitem")).toHaveText([...titles]);
}

/** Each address says in words that it is closed, and who may open it; nothing crashes. */
async function expectClosed(page: Page, what: string, addresses: readonly string[]) {
  for (const address of addresses) {
    await page.goto(address);
    await expect(page.getByText(`${what} is not open to your role`)).toBeVisible();
    await expect(page.getByText(/^Open to .+\. An admin can change your role/)).toBeVisible();
  }
}

/** Opens a payment that a known customer made, from the list. */
async function openCustomersPayment(page: Page): Promise<void> {
  await page.goto("/payments?state=succeeded");
  const row = page.getByRole("row").filter({ hasText: "Order ORD-" }).first();
  await row.getByRole("link").first().click();
  await expect(page.getByRole("region", { name: "Facts" })).toContainText("Customer since");
}

async function expectNoRefund(page: Page): Promise<void> {
  await expect(page.getByRole("list", { name: "Timeline of the payment" })).toBeVisible();
  await expect(page.getByRole("button", { name: /refund/i })).toHaveCount(0);
  await page.keyboard.press("r");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

test("a manager reads charts and books, and neither moves money nor reads who paid", async ({
  page,
  signIn,
}) => {
  await signIn("manager");
  await expect(page.getByRole("region", { name: "Volume", exact: true })).toContainText("EUR");
  await expect(page.getByRole("main").getByRole("figure")).toHaveCount(6);
  await expectEntries(page, [
    "Overview",
    "Payments",
    "Customers",
    "Disputes",
    "Approvals",
    "Bulk refunds",
    "Ledger",
    "Payouts",
    "Reconciliation",
    "Policy",
    "Operations",
  ]);

  await openCustomersPayment(page);
  await expectNoRefund(page);
  const facts = page.getByRole("region", { name: "Facts" });
  await expect(facts.getByText(/^cus_/).first()).toBeAttached();
  await expect(facts.getByText("E-mail", { exact: true })).toHaveCount(0);
  await expect(page.getByRole("main")).not.toContainText("@");

  await expectClosed(page, "The review queue", ["/reviews"]);
  await expectClosed(page, "The webhook log", ["/webhooks", "/webhooks/1-1"]);
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await expect(page.getByRole("heading", { name: "Trial balance" })).toBeVisible();
});

test("support sees its own figures, not the shop's, and no books", async ({ page, signIn }) => {
  await signIn("support");
  await expect(page.getByRole("heading", { name: "Your last 24 hours" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Volume" })).toHaveCount(0);
  await expect(page.getByRole("main").getByRole("figure")).toHaveCount(0);
  await expectEntries(page, [
    "Overview",
    "Review queue",
    "Payments",
    "Customers",
    "Disputes",
    "Approvals",
    "Webhooks",
    "Operations",
  ]);
  await expectClosed(page, "The ledger", ["/ledger", "/ledger/journals", "/ledger/accounts/1"]);
  await expectClosed(page, "The list of payouts", ["/payouts", "/payouts/po_12345678"]);
  await expectClosed(page, "Reconciliation", ["/reconciliation", "/reconciliation/breaks"]);
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Commands" });
  await expect(palette.getByText("Go to Payments")).toBeVisible();
  await expect(palette.getByText("Go to Ledger")).toHaveCount(0);
});

test("an auditor opens everything and can change nothing", async ({ page, signIn }) => {
  await signIn("auditor");
  await expectEntries(page, [
    "Overview",
    "Review queue",
    "Payments",
    "Customers",
    "Disputes",
    "Approvals",
    "Bulk refunds",
    "Webhooks",
    "Ledger",
    "Payouts",
    "Reconciliation",
    "Policy",
    "Operations",
  ]);
  await openCustomersPayment(page);
  await expectNoRefund(page);
  const facts = page.getByRole("region", { name: "Facts" });
  await expect(facts.getByText("E-mail", { exact: true })).toBeVisible();
  await expect(facts).toContainText("•••@");

  await page.goto("/reviews");
  await expect(page.getByRole("article", { name: /^Case/ })).toBeVisible();
  for (const action of [/^Clear/, /^Refund/, /^Escalate/, /^Claim/, /^Note/, /^Give back/]) {
    await expect(page.getByRole("button", { name: action })).toHaveCount(0);
  }
  await page.keyboard.press("1");
  await page.keyboard.press("n");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.goto("/approvals");
  await expect(page.getByRole("table", { name: "Requests" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Approve|Reject/ })).toHaveCount(0);
  await page.goto("/webhooks");
  await expect(page.getByRole("table", { name: "Webhook deliveries" })).toBeVisible();
  await page.goto("/ledger/journals");
  await expect(page.locator("[data-row-id]").first()).toBeVisible();
  await page.goto("/reconciliation");
  await expect(page.getByRole("table", { name: "Levels" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Run now" })).toHaveCount(0);
});

test("an admin runs the machine without power over money", async ({ page, signIn }) => {
  await signIn("admin");
  await expectEntries(page, [
    "Overview",
    "Payments",
    "Customers",
    "Disputes",
    "Approvals",
    "Webhooks",
    "Ledger",
    "Payouts",
    "Policy",
    "Operations",
  ]);
  await expectClosed(page, "Reconciliation", ["/reconciliation"]);
  await openCustomersPayment(page);
  await expectNoRefund(page);
  await expectClosed(page, "The review queue", ["/reviews"]);
});

test("who is not signed in is led to the sign-in page and from there to where they wanted", async ({
  page,
}) => {
  const wanted = "/payments?state=succeeded&method=card";
  await page.goto(wanted);
  await expect(page).toHaveURL(`/sign-in?callbackUrl=${encodeURIComponent(wanted)}`);
  const login = readRunningStack().logins.find(({ role }) => role === "support");
  await page.getByLabel("E-mail address").fill(login?.email ?? "");
  await page.getByLabel("Password").fill(login?.password ?? "");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(wanted);
  await expect(page.locator("[data-row-id]").first()).toBeVisible();
});

test("a wrong password keeps the e-mail address and names no culprit", async ({
  browser,
  baseURL,
}) => {
  // Not the fixture's page: the refusal is a 401, which a browser prints as an error.
  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const page = await context.newPage();
  const login = readRunningStack().logins.find(({ role }) => role === "auditor");
  await page.goto("/sign-in");
  for (const email of [login?.email ?? "", "nobody@example.com"]) {
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("do not match")).toBeVisible();
    await expect(page.getByLabel("E-mail address")).toHaveValue(email);
    await expect(page).toHaveURL(/\/sign-in$/);
    await page.reload();
  }
  await context.close();
});

test("signing out ends the session on the server, not only in this window", async ({
  page,
  signIn,
  browser,
  baseURL,
}) => {
  await signIn("support", "/payments");
  await page.locator("[data-row-id]").first().waitFor();
  const storageState = await page.context().storageState();
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goBack();
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await expect(page.locator("[data-row-id]")).toHaveCount(0);

  // Somebody who kept the cookie gets nowhere with it.
  const context = await browser.newContext({
    storageState,
    ...(baseURL === undefined ? {} : { baseURL }),
  });
  const thief = await context.newPage();
  await thief.goto("/payments");
  await expect(thief.getByRole("button", { name: "Sign in" })).toBeVisible();
  await context.close();
});
