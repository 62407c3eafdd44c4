import type * as z from "zod/mini";
import {
  type ExportRecord,
  type ExportRequest,
  type estimateExportOutput,
  type exportAccountsOutput,
  type exportChoicesOutput,
  exportRequestSchema,
  type listExportsOutput,
} from "#core/contracts/exports.ts";
import { DomainError } from "#core/errors.ts";
import { invariant } from "#core/invariant.ts";
import type { Actor } from "#core/roles.ts";
import { accountLabel } from "../ledger/index.ts";
import { fallbackName } from "./account-names.ts";
import { mayExportPersonalData, missingPermission } from "./create-export.ts";
import { findBookAccounts, findMappedAccounts } from "./export-accounts.repo.ts";
import type { Reading } from "./export-source.ts";
import { sourceOf } from "./export-sources.ts";
import {
  type ExportRow,
  findBaseCurrency,
  findClosedMonths,
  findExport,
  findExports,
  findRequesters,
} from "./exports.repo.ts";

const PAGE_ROWS = 50;
const CURRENCY_BEFORE_IMPORT = "eur";

type Output<Schema extends z.core.$ZodType> = z.infer<Schema>;
type SystemFormat = Exclude<ExportRequest["format"], "csv">;

/** One page of the exports of this account and mode, newest first. Throws INVALID_INPUT for a cursor that is not ours. */
export async function listExports(
  { db, scope }: Reading,
  cursor: string | undefined,
): Promise<Output<typeof listExportsOutput>> {
  const before = parseCursor(cursor);
  const found = await findExports(db, scope, { before, limit: PAGE_ROWS });
  const page = found.slice(0, PAGE_ROWS);
  const last = page.at(-1);
  return {
    rows: await records(db, page),
    nextCursor:
      found.length > PAGE_ROWS && last ? `${last.requestedAt.getTime()}.${last.id}` : null,
  };
}

/** One export, or null when none with that id was begun. */
export async function getExport({ db, scope }: Reading, id: string): Promise<ExportRecord | null> {
  const row = await findExport(db, scope, id);
  if (row === null) return null;
  const [record] = await records(db, [row]);
  return record ?? null;
}

async function records(db: Reading["db"], rows: readonly ExportRow[]): Promise<ExportRecord[]> {
  const ids = rows.flatMap(({ requestedBy }) => (requestedBy === null ? [] : [requestedBy]));
  const people = new Map((await findRequesters(db, ids)).map((person) => [person.id, person]));
  return rows.map((row) => ({
    ...row,
    filters: storedRequest(row),
    requestedBy: row.requestedBy === null ? null : (people.get(row.requestedBy) ?? null),
    state: storedState(row),
  }));
}

function storedRequest({ filters }: ExportRow): ExportRequest {
  invariant(typeof filters === "object" && filters !== null && !Array.isArray(filters), "filters");
  const { currency, ...others } = filters;
  return exportRequestSchema.parse(currency === null ? others : filters);
}

function storedState({ state }: ExportRow): ExportRecord["state"] {
  invariant(state === "streaming" || state === "finished" || state === "broken", state);
  return state;
}

function parseCursor(cursor: string | undefined): { at: Date; id: string } | null {
  if (cursor === undefined) return null;
  const match = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor);
  if (!match) throw new DomainError("INVALID_INPUT", { field: "cursor" });
  const [, millis = "0", id = ""] = match;
  return { at: new Date(Number(millis)), id };
}

/** What a file would hold, before it is made. `by` null is the command line. Throws NOT_PERMITTED as making it would. */
export async function estimateExport(
  reading: Reading,
  by: Actor | null,
  request: ExportRequest,
): Promise<Output<typeof estimateExportOutput>> {
  const permission = missingPermission(by, request);
  if (permission !== null) throw new DomainError("NOT_PERMITTED", { permission });
  const source = sourceOf(request);
  const personal = mayExportPersonalData(by);
  const [rows, openMonths, unmapped] = await Promise.all([
    source.count(reading, request),
    findOpenMonths(reading, request),
    request.format === "csv" ? [] : findUnmapped(reading, request.format, request.currency),
  ]);
  const columns = [...source.headers(personal)];
  const withoutPersonalData = columns.length < source.headers(true).length;
  return { rows, columns, openMonths, unmapped, withoutPersonalData };
}

/** Only what counts by date of accounting can change until its month is closed. */
async function findOpenMonths({ db, scope }: Reading, request: ExportRequest): Promise<string[]> {
  if (request.list !== undefined) return [];
  if (request.kind !== "journals" && request.kind !== "trial-balance") return [];
  const months = monthsOf(request);
  const closed = new Set(await findClosedMonths(db, scope, months));
  return months.filter((month) => !closed.has(month));
}

/** The months that a span touches, "2026-10". */
function monthsOf({ from, to }: Pick<ExportRequest, "from" | "to">): string[] {
  const months: string[] = [];
  const month = new Date(`${from.slice(0, 7)}-01T00:00:00.000Z`);
  for (
    let text = from.slice(0, 7);
    text <= to.slice(0, 7);
    text = month.toISOString().slice(0, 7)
  ) {
    months.push(text);
    month.setUTCMonth(month.getUTCMonth() + 1);
  }
  return months;
}

async function findUnmapped(
  reading: Reading,
  format: SystemFormat,
  currency: string | undefined,
): Promise<string[]> {
  const { accounts } = await listExportAccounts(reading, format);
  return accounts
    .filter((account) => account.external === null)
    .filter((account) => currency === undefined || account.currency === currency)
    .map(({ label, currency: code }) => `${label} ${code.toUpperCase()}`);
}

/** Every account of the books with its name in one system. */
export async function listExportAccounts(
  reading: Reading,
  format: SystemFormat,
): Promise<Output<typeof exportAccountsOutput>> {
  const [accounts, mapped] = await Promise.all([
    findBookAccounts(reading),
    findMappedAccounts(reading, format),
  ]);
  const given = new Map(mapped.map((row) => [`${row.code} ${row.currency}`, row.external]));
  return {
    accounts: accounts.map(({ code, currency }) => ({
      code,
      label: accountLabel(code),
      currency,
      external: given.get(`${code} ${currency}`) ?? null,
      fallback: fallbackName(format, code),
    })),
  };
}

/** The currencies of the books, the base currency first. */
export async function readExportChoices(
  reading: Reading,
): Promise<Output<typeof exportChoicesOutput>> {
  const [base, accounts] = await Promise.all([
    findBaseCurrency(reading.db, reading.scope),
    findBookAccounts(reading),
  ]);
  const baseCurrency = base ?? CURRENCY_BEFORE_IMPORT;
  const currencies = new Set([baseCurrency, ...accounts.map(({ currency }) => currency)]);
  return { baseCurrency, currencies: [...currencies] };
}
