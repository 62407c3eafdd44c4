import type { Runtime } from "#server/platform/runtime.ts";
import type { LedgerCheck } from "../ledger/index.ts";
import { balanceHash } from "./balance-hash.ts";
import { endOf, startOf } from "./month.ts";
import { findPeriodBalances, findPeriods, type MonthBalance, sumMonth } from "./periods.repo.ts";

/**
 * Proves the closed months from scratch: what was signed is what the entries still sum to, has the hash that was signed, and
 * begins where the month before ended. Reads everything; changes nothing.
 */
export async function verifyPeriods({
  db,
  scope,
}: Pick<Runtime, "db" | "scope">): Promise<LedgerCheck[]> {
  const closed = (await findPeriods(db.prisma, scope)).filter(({ state }) => state === "closed");
  let changed = 0n;
  let unsigned = 0n;
  let broken = 0n;
  let before: readonly MonthBalance[] = [];
  for (const { month, balanceHash: signed } of closed) {
    const kept = await findPeriodBalances(db.prisma, scope, month);
    const now = await sumMonth(db.prisma, scope, { start: startOf(month), end: endOf(month) });
    changed += differences(kept.map(lineOf), now.map(lineOf));
    if (balanceHash(month, kept) !== signed) unsigned += 1n;
    broken += differences(endsOf(before), startsOf(kept));
    before = kept;
  }
  return [
    { name: "closed months are what their entries sum to", unit: "rows", violations: changed },
    { name: "closed months have the hash that was signed", unit: "rows", violations: unsigned },
    { name: "closed months begin where the last one ended", unit: "rows", violations: broken },
  ];
}

function lineOf(balance: MonthBalance): string {
  const { accountId, opening, debits, credits, closing } = balance;
  return `${accountId} ${opening} ${debits} ${credits} ${closing}`;
}

function endsOf(balances: readonly MonthBalance[]): string[] {
  return balances.flatMap(({ accountId, closing }) =>
    closing === 0n ? [] : [`${accountId} ${closing}`],
  );
}

function startsOf(balances: readonly MonthBalance[]): string[] {
  return balances.flatMap(({ accountId, opening }) =>
    opening === 0n ? [] : [`${accountId} ${opening}`],
  );
}

/** How many lines one side has that the other has not, both ways. */
function differences(a: readonly string[], b: readonly string[]): bigint {
  const [left, right] = [new Set(a), new Set(b)];
  const only = [...left].filter((line) => !right.has(line)).length;
  return BigInt(only + [...right].filter((line) => !left.has(line)).length);
}
