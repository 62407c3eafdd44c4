import { type ExportRequest, spanOf } from "#core/contracts/exports.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import { BATCH_ROWS, type Reading } from "./export-source.ts";
import { asListed } from "./listed-rows.repo.ts";

/** A break; minor units of `currency`, `amountBase` of `baseCurrency`. */
export interface BreakRow {
  readonly id: string;
  readonly level: string;
  readonly type: string;
  readonly objectType: string;
  readonly objectId: string;
  readonly currency: string | null;
  readonly amount: bigint | null;
  readonly expected: bigint | null;
  readonly actual: bigint | null;
  readonly amountBase: bigint | null;
  readonly baseCurrency: string | null;
  readonly state: string;
  readonly owner: string | null;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly lastSeenAt: Date;
  readonly resolvedAt: Date | null;
  readonly reopened: number;
}

function inScope({ scope }: Reading, table: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${table}.account_id = ${scope.accountId} AND ${table}.livemode = ${scope.livemode}`;
}

function ofCurrency({ currency }: ExportRequest, table: Prisma.Sql): Prisma.Sql {
  return currency === undefined ? Prisma.empty : Prisma.sql`AND ${table}.currency = ${currency}`;
}

/** Breaks that were open at any time of the span. */
async function breaksIn(reading: Reading, request: ExportRequest): Promise<Prisma.Sql> {
  const { since, until } = spanOf(request);
  return Prisma.sql`${inScope(reading, Prisma.sql`b`)} AND b.opened_at < ${until}
    AND (b.resolved_at IS NULL OR b.resolved_at >= ${since}) ${ofCurrency(request, Prisma.sql`b`)}
    ${await asListed(reading, request)}`;
}

export async function findBreaksAfter(
  reading: Reading,
  request: ExportRequest,
  after: BreakRow | null,
): Promise<BreakRow[]> {
  const onwards =
    after === null
      ? Prisma.empty
      : Prisma.sql`AND (b.opened_at, b.id) > (${after.openedAt}, ${after.id}::uuid)`;
  return reading.db.prisma.$queryRaw<BreakRow[]>`
    SELECT b.id::text, b.level, b.type, b.object_type AS "objectType", b.object_id AS "objectId", b.currency, b.amount,
      b.expected, b.actual, b.amount_base AS "amountBase", s.base_currency AS "baseCurrency", b.state, o.name AS owner,
      b.opened_at AS "openedAt", b.due_at AS "dueAt", b.last_seen_at AS "lastSeenAt", b.resolved_at AS "resolvedAt",
      b.reopened
    FROM ledger_break b
    LEFT JOIN stripe_account s ON s.account_id = b.account_id AND s.livemode = b.livemode
    LEFT JOIN person o ON o.id = b.owner_id
    WHERE ${await breaksIn(reading, request)} ${onwards}
    ORDER BY b.opened_at, b.id LIMIT ${BATCH_ROWS}`;
}

export async function countBreaks(reading: Reading, request: ExportRequest): Promise<bigint> {
  const rows = await reading.db.prisma.$queryRaw<{ rows: bigint }[]>`
    SELECT count(*) AS rows FROM ledger_break b WHERE ${await breaksIn(reading, request)}`;
  return rows[0]?.rows ?? 0n;
}

/** What one level of a run counted in one currency; values in minor units. */
export interface RunCountRow {
  readonly runId: string;
  readonly asOf: Date;
  readonly trigger: string;
  readonly state: string;
  readonly finishedAt: Date | null;
  readonly level: string;
  readonly currency: string;
  readonly checked: bigint;
  readonly matched: bigint;
  readonly expected: bigint;
  readonly broken: bigint;
  readonly valueChecked: bigint;
  readonly valueBroken: bigint;
}

function countsIn(reading: Reading, request: ExportRequest): Prisma.Sql {
  const { since, until } = spanOf(request);
  return Prisma.sql`reconciliation_run r JOIN reconciliation_count c ON c.run_id = r.id
    WHERE ${inScope(reading, Prisma.sql`r`)} AND r.as_of >= ${since} AND r.as_of < ${until}
    ${ofCurrency(request, Prisma.sql`c`)}`;
}

export async function findRunCountsAfter(
  reading: Reading,
  request: ExportRequest,
  after: RunCountRow | null,
): Promise<RunCountRow[]> {
  const onwards =
    after === null
      ? Prisma.empty
      : Prisma.sql`AND (r.as_of, r.id, c.level, c.currency)
          > (${after.asOf}, ${after.runId}::uuid, ${after.level}, ${after.currency})`;
  return reading.db.prisma.$queryRaw<RunCountRow[]>`
    SELECT r.id::text AS "runId", r.as_of AS "asOf", r.trigger, r.state, r.finished_at AS "finishedAt", c.level, c.currency,
      c.checked, c.matched, c.expected, c.broken, c.value_checked AS "valueChecked", c.value_broken AS "valueBroken"
    FROM ${countsIn(reading, request)} ${onwards}
    ORDER BY r.as_of, r.id, c.level, c.currency LIMIT ${BATCH_ROWS}`;
}

export async function countRunCounts(reading: Reading, request: ExportRequest): Promise<bigint> {
  const rows = await reading.db.prisma.$queryRaw<{ rows: bigint }[]>`
    SELECT count(*) AS rows FROM ${countsIn(reading, request)}`;
  return rows[0]?.rows ?? 0n;
}

/** A line of a bank statement; signed minor units. `description` and `counterparty` are personal data. */
export interface BankLineRow {
  readonly id: string;
  readonly account: string;
  readonly last4: string;
  readonly bookedOn: Date;
  readonly valueOn: Date;
  readonly amount: bigint;
  readonly currency: string;
  readonly externalId: string;
  readonly reference: string | null;
  readonly traceId: string | null;
  readonly description: string;
  readonly counterparty: string | null;
  readonly fileName: string;
  readonly amended: number;
  readonly matched: boolean;
}

async function linesIn(reading: Reading, request: ExportRequest): Promise<Prisma.Sql> {
  return Prisma.sql`${inScope(reading, Prisma.sql`l`)} AND l.value_on >= ${request.from}::date
    AND l.value_on <= ${request.to}::date ${ofCurrency(request, Prisma.sql`l`)} ${await asListed(reading, request)}`;
}

export async function findBankLinesAfter(
  reading: Reading,
  request: ExportRequest,
  after: BankLineRow | null,
): Promise<BankLineRow[]> {
  const onwards =
    after === null
      ? Prisma.empty
      : Prisma.sql`AND (l.value_on, l.id) > (${after.valueOn}::date, ${after.id}::uuid)`;
  return reading.db.prisma.$queryRaw<BankLineRow[]>`
    SELECT l.id::text, a.label AS account, a.last4, l.booked_on AS "bookedOn", l.value_on AS "valueOn", l.amount, l.currency,
      l.external_id AS "externalId", l.reference, l.trace_id AS "traceId", l.description, l.counterparty,
      s.file_name AS "fileName", l.amended,
      EXISTS (SELECT 1 FROM reconciliation_match_item m WHERE m.account_id = l.account_id AND m.livemode = l.livemode
        AND m.item_id = l.id::text) AS matched
    FROM bank_line l JOIN bank_account a ON a.id = l.bank_account_id JOIN bank_statement s ON s.id = l.statement_id
    WHERE ${await linesIn(reading, request)} ${onwards}
    ORDER BY l.value_on, l.id LIMIT ${BATCH_ROWS}`;
}

export async function countBankLines(reading: Reading, request: ExportRequest): Promise<bigint> {
  const rows = await reading.db.prisma.$queryRaw<{ rows: bigint }[]>`
    SELECT count(*) AS rows FROM bank_line l WHERE ${await linesIn(reading, request)}`;
  return rows[0]?.rows ?? 0n;
}
