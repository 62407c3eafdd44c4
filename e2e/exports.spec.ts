import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { checkAccessibility } from "./support/check-accessibility.ts";
import { expect, test } from "./support/fixtures.ts";
import { runAsOwner } from "./support/run-as-owner.ts";
import { readRunningStack } from "./support/running-stack.ts";

async function contentOf(download: Download): Promise<{ bytes: Buffer; rows: Row[] }> {
  const bytes = await readFile(await download.path());
  return { bytes, rows: parse(bytes, { columns: true }) };
}

type Row = Record<string, string>;

/** Presses the sheet's own button and waits for the file that the browser saves. */
async function takeFile(page: Page, name: string): Promise<Download> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("dialog").getByRole("button", { name }).click(),
  ]);
  return download;
}

function sumOf(rows: readonly Row[], column: string): bigint {
  return rows.reduce((sum, row) => sum + BigInt(row[column] ?? ""), 0n);
}

test("the journals leave as a balanced file, whose hash the console keeps", async ({
  page,
  signIn,
}) => {
  await signIn("finance", "/ledger/journals");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("radio", { name: /^Of days that you choose/ }).click();
  await sheet.getByRole("button", { name: "This year" }).click();
  await expect(sheet.getByText(/^[\d,]+ rows$/)).toBeVisible();
  const download = await takeFile(page, "Export journals");
  expect(download.suggestedFilename()).toMatch(/^countersign-TEST-acct_\w+-journals-.+\.csv$/);

  const { bytes, rows } = await contentOf(download);
  expect(rows.length).toBeGreaterThan(100);
  expect(sumOf(rows, "Amount in minor units, debit positive")).toBe(0n);
  await expect(sheet.getByText("Complete")).toBeVisible();
  const counted = new Intl.NumberFormat("en-US").format(rows.length);
  await expect(sheet.getByText(`${counted} rows`, { exact: true }).last()).toBeVisible();

  await page.keyboard.press("Escape");
  await page.goto("/ledger/exports");
  const newest = page.locator("[data-row-id]").first();
  await expect(newest).toContainText("Journals");
  await expect(newest).toContainText(counted);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await expect(newest.getByTitle(sha256)).toBeVisible();
});

test("a journal file for Xero carries the account codes that people gave", async ({
  page,
  signIn,
}) => {
  await signIn("finance", "/ledger/exports");
  const names = page.getByRole("region", { name: "Account names" });
  await names.getByRole("radio", { name: "Xero" }).click();
  const sales = names.getByRole("textbox", { name: "Sales EUR" });
  await sales.fill("200");
  await sales.press("Enter");
  await expect(page.getByText("Sales is 200", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Export", exact: true }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("radio", { name: /^Xero/ }).click();
  await sheet.getByRole("button", { name: "This year" }).click();
  await expect(sheet.getByText("Not closed yet")).toBeVisible();
  const { rows } = await contentOf(await takeFile(page, "Export journals"));
  expect(rows.map((row) => row["*AccountCode"])).toContain("200");
  expect(new Set(rows.map((row) => row["*TaxRate"]))).toEqual(new Set(["Tax Exempt"]));
});

test("who may not export has no button, and the address refuses them and other sites", async ({
  page,
  signIn,
  baseURL,
}) => {
  await signIn("manager", "/ledger");
  await expect(page.getByRole("table", { name: "Trial balance" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Export" })).toHaveCount(0);

  const form = {
    export: JSON.stringify({
      id: crypto.randomUUID(),
      request: { kind: "journals", from: "2026-01-01", to: "2026-12-31" },
    }),
  };
  const post = (headers: Record<string, string>) =>
    page.request.post("/api/exports", { form, headers });
  expect((await post({ origin: "https://elsewhere.example" })).status()).toBe(403);
  expect((await post({ "sec-fetch-site": "cross-site" })).status()).toBe(403);
  const own = await post({ origin: new URL(baseURL ?? "").origin });
  expect(own.status()).toBe(403);
  expect(await own.text()).toContain("Your role does not allow this export");
});

test("an admin's file holds the payments that are on screen, and names no customer", async ({
  page,
  signIn,
}) => {
  await signIn("admin", "/payments?state=succeeded&method=link");
  await page.locator("[data-row-id]").first().waitFor();
  const shown = await page
    .locator("[data-row-id]")
    .evaluateAll((rows) => rows.map((row) => row.getAttribute("data-row-id") ?? ""));
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const sheet = page.getByRole("dialog");
  const choice = sheet.getByRole("radio", { name: /^As on screen/ });
  await expect(choice).toBeChecked();
  await expect(choice).toHaveAccessibleName(/State: Succeeded · Method: Link/);
  await expect(sheet.getByText("without personal data")).toBeVisible();
  await checkAccessibility(page);
  const told = await sheet.getByText(/^[\d,]+ rows?$/).innerText();
  const { rows } = await contentOf(await takeFile(page, "Export payments"));
  expect(told).toMatch(new RegExp(`^${rows.length} rows?$`));
  expect(new Set(rows.map((row) => row["Method"]))).toEqual(new Set(["link"]));
  expect(new Set(rows.map((row) => row["Payment"]))).toEqual(new Set(shown));
  expect(Object.keys(rows[0] ?? {})).not.toContain("Description");
  expect(Object.keys(rows[0] ?? {}).join()).not.toContain("e-mail");
});

test("a file that broke off says so in the list, and is asked for again as it was", async ({
  page,
  signIn,
}) => {
  const year = new Date().getUTCFullYear();
  const days = { from: `${year}-01-01`, to: `${year}-12-31` };
  // As the worker leaves one whose process died.
  const [left] = await runAsOwner(
    `INSERT INTO export (id, account_id, livemode, kind, format, filters, requested_at, finished_at, state)
     VALUES (gen_random_uuid(), $1, false, 'payments', 'csv', $2, now(), now(), 'broken') RETURNING id`,
    [readRunningStack().accountId, JSON.stringify({ kind: "payments", ...days, currency: null })],
  );
  await signIn("finance", "/ledger/exports");
  const row = page.locator(`[data-row-id="${String(left?.["id"])}"]`);
  await expect(row).toContainText("Broken off");
  await row.getByRole("button", { name: "Export again…" }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByLabel("From")).toHaveValue(days.from);
  const { rows } = await contentOf(await takeFile(page, "Export payments"));
  expect(rows.length).toBeGreaterThan(10);
});
