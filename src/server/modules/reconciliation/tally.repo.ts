import type { BreakType } from "#core/break-types.ts";
import { isBreakType } from "#core/contracts/reconciliation.ts";
import { invariant } from "#core/invariant.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import type { BreakFinding } from "../ledger/index.ts";
import type { BrokenItem, LevelResult, Tally } from "./level-result.ts";

/** The most broken items that one check hands on; beyond them nothing is resolved, as not all was seen. */
const MOST_BROKEN = 5_000;

interface StoredFinding {
  readonly type: string;
  readonly objectType: string;
  readonly amount: string | null;
  readonly expected: string | null;
  readonly actual: string | null;
  readonly dueAt: string | null;
  readonly details: Readonly<Record<string, string | null>> | null;
}

interface VerdictRow {
  readonly currency: string;
  readonly verdict: "matched" | "expected" | "break";
  readonly items: bigint;
  readonly value: bigint;
  readonly broken:
    | readonly {
        readonly id: string;
        readonly value: string;
        readonly findings: readonly StoredFinding[];
      }[]
    | null;
}

/**
 * Judges the items of a query in one pass. The query has the columns `id, currency, value, findings` and `due`: an item
 * with findings (a JSON array, see {@link finding}) is broken, one whose `due` is false is expected, any other matched.
 */
export async function tallyItems(
  tx: Transaction,
  items: Prisma.Sql,
): Promise<Omit<LevelResult, "level">> {
  const rows = await tx.$queryRaw<VerdictRow[]>`
    WITH items AS (${items}),
    judged AS (SELECT id, currency, abs(value) AS value, findings,
      CASE WHEN jsonb_array_length(findings) > 0 THEN 'break' WHEN due THEN 'matched' ELSE 'expected' END AS verdict FROM items)
    SELECT currency, verdict, count(*) AS items, coalesce(sum(value), 0)::bigint AS value,
      to_jsonb((array_agg(jsonb_build_object('id', id, 'value', value::text, 'findings', findings) ORDER BY id)
        FILTER (WHERE verdict = 'break'))[1:${Prisma.raw(String(MOST_BROKEN))}]) AS broken
    FROM judged GROUP BY 1, 2 ORDER BY 1, 2`;
  const broken = rows.flatMap((row) =>
    (row.broken ?? []).map(
      ({ id, value, findings }): BrokenItem => ({
        currency: row.currency,
        value: BigInt(value),
        findings: findings.map((stored) => findingOf(id, row.currency, stored)),
      }),
    ),
  );
  const seen = rows.reduce((sum, row) => (row.verdict === "break" ? sum + row.items : sum), 0n);
  return { tallies: talliesOf(rows), broken, complete: seen === BigInt(broken.length) };
}

function talliesOf(rows: readonly VerdictRow[]): Tally[] {
  return rows
    .filter(({ verdict }) => verdict !== "break")
    .map(({ currency, verdict, items, value }) => ({
      currency,
      matched: verdict === "matched" ? items : 0n,
      expected: verdict === "expected" ? items : 0n,
      value,
    }));
}

function findingOf(objectId: string, currency: string, stored: StoredFinding): BreakFinding {
  const { type, objectType, amount, expected, actual, dueAt, details } = stored;
  invariant(isBreakType(type), `a check found an unknown type of break: ${type}`);
  const number = (text: string | null): bigint | null => (text === null ? null : BigInt(text));
  const told = Object.entries(details ?? {}).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return {
    type,
    fingerprint: `${type}:${objectId}`,
    objectType,
    objectId,
    currency,
    amount: number(amount),
    expected: number(expected),
    actual: number(actual),
    ...(dueAt === null ? {} : { dueAt: new Date(dueAt) }),
    details: Object.fromEntries(told),
  };
}

/** The SQL of one finding: `when` tells whether an item has it; the amounts are SQL expressions of minor units. */
export function finding(
  type: BreakType,
  objectType: string,
  when: Prisma.Sql,
  told: {
    readonly amount?: Prisma.Sql;
    readonly expected?: Prisma.Sql;
    readonly actual?: Prisma.Sql;
    readonly dueAt?: Prisma.Sql;
    readonly details?: Prisma.Sql;
  } = {},
): Prisma.Sql {
  const none = Prisma.sql`NULL`;
  const { amount = none, expected = none, actual = none, dueAt = none, details = none } = told;
  return Prisma.sql`CASE WHEN ${when} THEN jsonb_build_array(jsonb_build_object('type', ${type}::text,
    'objectType', ${objectType}::text, 'amount', (${amount})::bigint::text, 'expected', (${expected})::bigint::text,
    'actual', (${actual})::bigint::text, 'dueAt', (${dueAt})::timestamptz::text, 'details', (${details})::jsonb))
    ELSE '[]'::jsonb END`;
}

/** The SQL of several findings of one item. */
export function findings(all: readonly Prisma.Sql[]): Prisma.Sql {
  return Prisma.sql`(${Prisma.join([...all], " || ")})`;
}
