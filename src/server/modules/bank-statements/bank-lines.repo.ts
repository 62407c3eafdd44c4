import type { LineState } from "#core/contracts/bank-statements.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import type { PageKey } from "./page-cursor.ts";

/** A line with its account and the payout it was matched with. */
export interface LineRecord {
  readonly id: string;
  readonly statementId: string;
  readonly bookedOn: Date;
  readonly valueOn: Date;
  readonly amount: bigint;
  readonly currency: string;
  readonly reference: string | null;
  readonly description: string;
  readonly counterparty: string | null;
  readonly traceId: string | null;
  readonly amended: number;
  readonly payoutId: string | null;
  readonly bankAccountId: string;
  readonly label: string;
  readonly last4: string;
}

export interface LineFilter {
  readonly text: string | null;
  readonly states: readonly LineState[];
  readonly statementId: string | null;
  readonly after: PageKey | null;
  readonly limit: number;
}

/** A match gathers items of both sides; a line's item bears its id, the payout's its own. */
const MATCH = Prisma.sql`
  SELECT i.match_id FROM reconciliation_match_item i
  WHERE (i.account_id, i.livemode, i.side, i.item_id) = (l.account_id, l.livemode, 'bank_line', l.id::text)`;

const SELECT_LINES = Prisma.sql`
  SELECT l.id, l.statement_id AS "statementId", l.booked_on AS "bookedOn", l.value_on AS "valueOn", l.amount, l.currency,
    l.reference, l.description, l.counterparty, l.trace_id AS "traceId", l.amended,
    (SELECT i.item_id FROM reconciliation_match_item i JOIN payout p
      ON (p.account_id, p.livemode, p.id) = (i.account_id, i.livemode, i.item_id)
     WHERE i.side = 'payout' AND i.match_id IN (${MATCH}) ORDER BY i.item_id LIMIT 1) AS "payoutId",
    a.id AS "bankAccountId", a.label, a.last4
  FROM bank_line l JOIN bank_account a ON a.id = l.bank_account_id`;

/** One page of lines, newest value day first, and one row more where there is a next page. */
export async function findLines(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  filter: LineFilter,
): Promise<LineRecord[]> {
  const where = Prisma.join([inScope(scope), ...conditions(filter)], " AND ");
  return db.prisma.$queryRaw<LineRecord[]>`
    ${SELECT_LINES} WHERE ${where} ORDER BY l.value_on DESC, l.id DESC LIMIT ${filter.limit + 1}`;
}

/** Which lines `l` a filter lists, for whoever reads them otherwise than by page. */
export function linesListed(
  scope: AccountScope,
  filter: Pick<LineFilter, "text" | "states" | "statementId">,
): Prisma.Sql {
  const all = { ...filter, after: null, limit: 0 };
  return Prisma.join([inScope(scope), ...conditions(all)], " AND ");
}

/** Some lines by id, in no order. */
export async function findLinesById(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  ids: readonly string[],
): Promise<LineRecord[]> {
  if (ids.length === 0) return [];
  return db.prisma.$queryRaw<LineRecord[]>`
    ${SELECT_LINES} WHERE ${inScope(scope)} AND l.id = ANY(${[...ids]}::uuid[])`;
}

function inScope(scope: AccountScope): Prisma.Sql {
  return Prisma.sql`l.account_id = ${scope.accountId} AND l.livemode = ${scope.livemode}`;
}

function conditions({ text, states, statementId, after }: LineFilter): Prisma.Sql[] {
  const found: Prisma.Sql[] = [];
  if (text !== null) found.push(textCondition(text));
  if (states.length > 0)
    found.push(Prisma.sql`(${Prisma.join(states.map(stateCondition), " OR ")})`);
  if (statementId !== null) found.push(Prisma.sql`l.statement_id = ${statementId}::uuid`);
  if (after) found.push(Prisma.sql`(l.value_on, l.id) < (${after.at}::date, ${after.id}::uuid)`);
  return found;
}

function stateCondition(state: LineState): Prisma.Sql {
  switch (state) {
    case "matched":
      return Prisma.sql`EXISTS (${MATCH})`;
    case "unmatched":
      return Prisma.sql`NOT EXISTS (${MATCH})`;
    case "amended":
      return Prisma.sql`l.amended > 0`;
  }
}

/** Words in what the bank said, or a payout's id. */
function textCondition(text: string): Prisma.Sql {
  const like = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return Prisma.sql`(l.reference ILIKE ${like} OR l.description ILIKE ${like} OR l.counterparty ILIKE ${like}
    OR l.trace_id = ${text} OR EXISTS (SELECT 1 FROM reconciliation_match_item other
      WHERE other.side = 'payout' AND other.item_id = ${text} AND other.match_id IN (${MATCH})))`;
}
