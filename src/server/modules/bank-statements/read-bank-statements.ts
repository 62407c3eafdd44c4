import type * as z from "zod/mini";
import type {
  BankLineDetail,
  getLineInput,
  lineFilterSchema,
  listBankAccountsOutput,
  listLinesInput,
  listLinesOutput,
  listStatementsInput,
  listStatementsOutput,
} from "#core/contracts/bank-statements.ts";
import { DomainError } from "#core/errors.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findBankAccounts } from "./bank-accounts.repo.ts";
import { findLines, findLinesById, linesListed } from "./bank-lines.repo.ts";
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
  { cursor, limit, ...filter }: z.infer<typeof listLinesInput>,
): Promise<z.infer<typeof listLinesOutput>> {
  const rows = await findLines(db, scope, {
    ...filterOf(filter),
    after: readCursor(cursor),
    limit,
  });
  const { page, nextCursor } = pageOf(rows, limit, (row) => ({ at: row.valueOn, id: row.id }));
  return { rows: page.map(lineView), nextCursor };
}

type Filter = z.infer<typeof lineFilterSchema>;

/** The condition that makes lines `l` those of a list with this filter. */
export function conditionOfLines(
  { scope }: Pick<Runtime, "scope">,
  filter: Filter,
): ReturnType<typeof linesListed> {
  return linesListed(scope, filterOf(filter));
}

function filterOf({ query, state, statementId }: Filter) {
  const text = query === undefined || query === "" ? null : query;
  return { text, states: state ?? [], statementId: statementId ?? null };
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
