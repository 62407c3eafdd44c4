import type * as z from "zod/mini";
import type {
  BankLineDetail,
  getLineInput,
  listBankAccountsOutput,
  listLinesInput,
  listLinesOutput,
  listStatementsInput,
  listStatementsOutput,
} from "#core/contracts/bank-statements.ts";
import { DomainError } from "#core/errors.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findBankAccounts } from "./bank-accounts.repo.ts";
import { findLines, findLinesById } from "./bank-lines.repo.ts";
import {
  accountView,
  amendmentView,
  detailsView,
  lineView,
  statementView,
} from "./bank-statements.views.ts";
import { findAmendments, findLineSource } from "./line-detail.repo.ts";
import { pageOf, readCursor } from "./page-cursor.ts";
import { findStatements } from "./statements.repo.ts";

/** Every bank account, by label. */
export async function listBankAccounts({
  db,
  scope,
}: Runtime): Promise<z.infer<typeof listBankAccountsOutput>> {
  return { accounts: (await findBankAccounts(db.prisma, scope)).map(accountView) };
}

/** A page of imported statements, newest first. Throws INVALID_INPUT for a foreign cursor. */
export async function listStatements(
  { db, scope }: Runtime,
  { cursor, limit }: z.infer<typeof listStatementsInput>,
): Promise<z.infer<typeof listStatementsOutput>> {
  const rows = await findStatements(db, scope, { after: readCursor(cursor), limit });
  const { page, nextCursor } = pageOf(rows, limit, (row) => ({ at: row.importedAt, id: row.id }));
  return { rows: page.map(statementView), nextCursor };
}

/** A page of bank lines, newest value day first. Throws INVALID_INPUT for a foreign cursor. */
export async function listLines(
  { db, scope }: Runtime,
  { query, state, statementId, cursor, limit }: z.infer<typeof listLinesInput>,
): Promise<z.infer<typeof listLinesOutput>> {
  const rows = await findLines(db, scope, {
    text: query === undefined || query === "" ? null : query,
    states: state ?? [],
    statementId: statementId ?? null,
    after: readCursor(cursor),
    limit,
  });
  const { page, nextCursor } = pageOf(rows, limit, (row) => ({ at: row.valueOn, id: row.id }));
  return { rows: page.map(lineView), nextCursor };
}

/** One line with the bank's own words and every amendment. Throws NOT_FOUND. */
export async function getLine(
  { db, scope }: Runtime,
  { lineId }: z.infer<typeof getLineInput>,
): Promise<BankLineDetail> {
  const [row] = await findLinesById(db, scope, [lineId]);
  const source = row ? await findLineSource(db, lineId) : null;
  if (!(row && source)) throw new DomainError("NOT_FOUND", { lineId });
  const amendments = await findAmendments(db, lineId);
  return {
    line: lineView(row),
    details: detailsView(source.raw),
    statement: source.statement,
    amendments: amendments.map((one) => amendmentView(one, row.currency)),
  };
}
