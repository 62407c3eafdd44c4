import type { ImportResult } from "#core/contracts/bank-statements.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { recordAudit } from "../audit/index.ts";
import { insertBankAccount } from "./bank-accounts.repo.ts";
import { amendLine, dateOf, insertLines, insertStatement } from "./import-lines.repo.ts";
import { auditActorOf, type Importer } from "./importer.ts";
import type { OpenedFile, StatementFile } from "./open-statement-file.ts";
import {
  countLines,
  type ImportPlan,
  type PlannedAccount,
  type PlannedStatement,
} from "./plan-import.ts";
import { contentHash, contentOf, type PlannedLine } from "./plan-lines.ts";
import { traceIdOf } from "./trace-id.ts";

/** Creates the account of a first statement, with its audit row. Out: its id. */
export async function storeNewAccount(
  tx: Transaction,
  runtime: Runtime,
  actor: Importer,
  { planned, label }: { planned: PlannedAccount; label: string },
): Promise<string> {
  const { identifierHash, last4, currency } = planned;
  const id = newId();
  const account = { id, label, last4, identifierHash, currency, createdAt: runtime.clock.now() };
  await insertBankAccount(tx, runtime.scope, account);
  await recordAudit(tx, {
    actor: auditActorOf(actor),
    action: "bank-account.created",
    result: "done",
    resource: { type: "bank-account", id },
    details: { last4, currency },
  });
  return id;
}

interface Storing {
  readonly planned: PlannedAccount;
  readonly plan: ImportPlan;
  readonly opened: OpenedFile;
  readonly file: StatementFile;
  readonly bankAccountId: string;
}

/** Stores the statements of one account: their rows, their new lines, and what they tell differently. */
export async function storeStatements(
  tx: Transaction,
  runtime: Runtime,
  actor: Importer,
  storing: Storing,
): Promise<void> {
  for (const statement of storing.planned.statements) {
    const id = newId();
    await insertStatement(tx, statementRow(id, statement, runtime, actor, storing));
    await storeLines(tx, runtime, id, statement, storing);
  }
}

function statementRow(
  id: string,
  { statement, reference, lines }: PlannedStatement,
  runtime: Runtime,
  actor: Importer,
  { bankAccountId, opened, file }: Storing,
) {
  const { added, amended } = countLines(lines);
  return {
    id,
    bankAccountId,
    format: opened.format,
    fileName: file.fileName,
    fileHash: opened.fileHash,
    reference,
    fromDate: statement.fromDate === null ? null : dateOf(statement.fromDate),
    toDate: statement.toDate === null ? null : dateOf(statement.toDate),
    openingBalance: statement.opening,
    closingBalance: statement.closing,
    lines: lines.length,
    added,
    amended,
    importedBy: actor.userId,
    importedAt: runtime.clock.now(),
  };
}

async function storeLines(
  tx: Transaction,
  runtime: Runtime,
  statementId: string,
  { statement, lines }: PlannedStatement,
  { bankAccountId, plan }: Storing,
): Promise<void> {
  const rows = lines
    .filter(({ state }) => state === "new")
    .map(({ line, externalId }) => ({
      id: newId(),
      ...runtime.scope,
      bankAccountId,
      statementId,
      externalId,
      bookedOn: dateOf(line.bookedOn),
      valueOn: dateOf(line.valueOn),
      amount: line.amountMinor,
      currency: statement.currency,
      reference: line.reference,
      description: line.description,
      counterparty: line.counterparty,
      traceId: traceIdOf(line, plan.traceIds),
      contentHash: contentHash(line),
      raw: rawOf(line),
    }));
  await insertLines(tx, rows);
  for (const { line, known, state } of lines) {
    if (state !== "amended" || known === null) continue;
    await amendLine(tx, {
      lineId: known.id,
      statementId,
      before: contentOf(known),
      after: contentOf(line),
      contentHash: contentHash(line),
      traceId: traceIdOf(line, plan.traceIds),
      at: runtime.clock.now(),
    });
  }
}

function rawOf({ details, where, bankReference }: PlannedLine["line"]) {
  return { ...details, where, ...(bankReference === null ? {} : { bankReference }) };
}

/** The audit row and the event of an import into one account. */
export async function tellOfImport(
  tx: Transaction,
  runtime: Runtime,
  actor: Importer,
  told: {
    bankAccountId: string;
    opened: OpenedFile;
    counts: Omit<ImportResult, "alreadyImported">;
  },
): Promise<void> {
  const { bankAccountId, opened, counts } = told;
  await recordAudit(tx, {
    actor: auditActorOf(actor),
    action: "statement.imported",
    result: "done",
    resource: { type: "bank-account", id: bankAccountId },
    details: { format: opened.format, fileHash: opened.fileHash, ...counts },
  });
  await appendEvent(tx, runtime.scope, {
    topic: "statement.imported",
    key: bankAccountId,
    payload: { version: 1, bankAccountId },
  });
}
