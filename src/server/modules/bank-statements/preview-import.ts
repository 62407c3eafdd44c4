import type { ImportPreview } from "#core/contracts/bank-statements.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findBankAccounts } from "./bank-accounts.repo.ts";
import { accountView } from "./bank-statements.views.ts";
import { type OpenedFile, openStatementFile, type StatementFile } from "./open-statement-file.ts";
import { countLines, type PlannedAccount, planImport } from "./plan-import.ts";

const SAMPLE_LINES = 40;
const SAMPLE_ROWS = 6;
/** A cell of a sample is for recognising a column, not for reading. */
const CELL_CHARACTERS = 80;

/**
 * Tells what the import of a file would do, and what it still needs to know. Reads only.
 * Throws FILE_NOT_UNDERSTOOD, FILE_TOO_LARGE, MAPPING_NEEDED, INVALID_INPUT, NOT_FOUND.
 */
export async function previewImport(runtime: Runtime, file: StatementFile): Promise<ImportPreview> {
  const { db, scope } = runtime;
  const accounts = await findBankAccounts(db.prisma, scope);
  const opened = openStatementFile(file, accounts);
  const plan = await planImport(db.prisma, scope, { opened, file, accounts });
  const needsLabel = plan.accounts.some(({ account }) => account === null) && !file.target.label;
  return {
    format: opened.format,
    alreadyImported: plan.alreadyImported,
    needs: [...opened.needs, ...(needsLabel ? (["label"] as const) : [])],
    statements: plan.accounts.flatMap(statementsOf),
    sample: sampleOf(plan.accounts),
    csv: csvOf(opened),
  };
}

function statementsOf({
  account,
  last4,
  currency,
  statements,
}: PlannedAccount): ImportPreview["statements"] {
  const amount = (amountMinor: bigint | null) =>
    amountMinor === null ? null : { amountMinor, currency };
  return statements.map(({ statement, reference, lines }) => ({
    reference,
    account: account ? accountView(account) : null,
    last4,
    currency,
    fromDate: statement.fromDate,
    toDate: statement.toDate,
    opening: amount(statement.opening),
    closing: amount(statement.closing),
    ...countLines(lines),
  }));
}

const ORDER = { amended: 0, new: 1, known: 2 } as const;

function sampleOf(accounts: readonly PlannedAccount[]): ImportPreview["sample"] {
  const lines = accounts.flatMap(({ statements, currency }) =>
    statements.flatMap((one) => one.lines.map((planned) => ({ ...planned, currency }))),
  );
  const first = lines.toSorted((a, b) => ORDER[a.state] - ORDER[b.state]).slice(0, SAMPLE_LINES);
  return first.map(({ line, state, currency }) => ({
    bookedOn: line.bookedOn,
    amount: { amountMinor: line.amountMinor, currency },
    reference: line.reference,
    description: line.description,
    counterparty: line.counterparty,
    state,
  }));
}

function csvOf({ csv }: OpenedFile): ImportPreview["csv"] {
  if (csv === null) return null;
  const { columns, mapping, missing, rows } = csv;
  const body = rows.slice(
    (mapping.headerRow ?? -1) + 1,
    (mapping.headerRow ?? -1) + 1 + SAMPLE_ROWS,
  );
  const sample = body.map(({ cells }) => cells.map((cell) => cell.slice(0, CELL_CHARACTERS)));
  return { columns: [...columns], sample, mapping, missing: [...missing] };
}
