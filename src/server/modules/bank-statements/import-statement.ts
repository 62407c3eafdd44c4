import type { ImportResult } from "#core/contracts/bank-statements.ts";
import { DomainError } from "#core/errors.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findBankAccounts, lockImports, rememberMapping } from "./bank-accounts.repo.ts";
import type { Importer } from "./importer.ts";
import { type OpenedFile, openStatementFile, type StatementFile } from "./open-statement-file.ts";
import { countLines, type ImportPlan, type PlannedAccount, planImport } from "./plan-import.ts";
import { storeNewAccount, storeStatements, tellOfImport } from "./store-import.ts";

const IMPORT_TIMEOUT_MS = 60_000;

/**
 * Imports a bank's file in one transaction. The same file again changes nothing; a line that is known already is not
 * added again; one that is told differently is amended and what it said before is kept. An account is created with its
 * first statement. Throws FILE_NOT_UNDERSTOOD, FILE_TOO_LARGE, MAPPING_NEEDED, INVALID_INPUT, NOT_FOUND: then nothing
 * was imported.
 */
export async function importStatement(
  runtime: Runtime,
  actor: Importer,
  file: StatementFile,
): Promise<ImportResult> {
  return runtime.db.transaction(
    async (tx) => {
      await lockImports(tx, runtime.scope);
      const accounts = await findBankAccounts(tx, runtime.scope);
      const opened = openStatementFile(file, accounts);
      requireComplete(opened);
      const plan = await planImport(tx, runtime.scope, { opened, file, accounts });
      if (plan.alreadyImported) return nothingChanged(plan);
      for (const planned of plan.accounts) {
        await storeAccount(tx, runtime, actor, { planned, plan, opened, file });
      }
      return resultOf(plan, false);
    },
    { timeoutMs: IMPORT_TIMEOUT_MS },
  );
}

function requireComplete({ needs, csv }: OpenedFile): void {
  if (needs.includes("mapping")) {
    throw new DomainError("MAPPING_NEEDED", { missing: (csv?.missing ?? []).join(", ") });
  }
  if (needs.includes("account")) throw new DomainError("INVALID_INPUT", { field: "account" });
  if (csv && !csv.isConfirmed) {
    throw new DomainError("MAPPING_NEEDED", { missing: "somebody who confirms what was guessed" });
  }
}

interface Import {
  readonly planned: PlannedAccount;
  readonly plan: ImportPlan;
  readonly opened: OpenedFile;
  readonly file: StatementFile;
}

async function storeAccount(
  tx: Transaction,
  runtime: Runtime,
  actor: Importer,
  { planned, plan, opened, file }: Import,
): Promise<void> {
  const bankAccountId =
    planned.account?.id ??
    (await storeNewAccount(tx, runtime, actor, {
      planned,
      label: labelOf(file, planned, plan.accounts.length),
    }));
  if (opened.csv) await rememberMapping(tx, bankAccountId, opened.csv.mapping);
  await storeStatements(tx, runtime, actor, { planned, plan, opened, file, bankAccountId });
  const lines = planned.statements.flatMap((one) => one.lines);
  await tellOfImport(tx, runtime, actor, {
    bankAccountId,
    opened,
    counts: { statements: planned.statements.length, ...countLines(lines) },
  });
}

/** A file may bring several new accounts under one label: the last characters of the number tell them apart. */
function labelOf({ target }: StatementFile, { last4 }: PlannedAccount, accounts: number): string {
  const label = target.label ?? "";
  if (label === "") throw new DomainError("INVALID_INPUT", { field: "label" });
  return accounts === 1 ? label : `${label} ${last4}`;
}

function resultOf({ accounts }: ImportPlan, alreadyImported: boolean): ImportResult {
  const statements = accounts.flatMap((account) => account.statements);
  return {
    alreadyImported,
    statements: statements.length,
    ...countLines(statements.flatMap(({ lines }) => lines)),
  };
}

function nothingChanged(plan: ImportPlan): ImportResult {
  const { statements, lines } = resultOf(plan, true);
  return { alreadyImported: true, statements, lines, added: 0, known: lines, amended: 0 };
}
