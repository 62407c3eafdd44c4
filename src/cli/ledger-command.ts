import { formatMajor } from "#core/money.ts";
import type { CommandLine } from "#server/deps/open-command-line.ts";
import { verifyPeriods } from "#server/modules/bookkeeping/index.ts";
import {
  type AccountBalance,
  type AsOf,
  findBalancesAsOf,
  type LedgerVerification,
  verifyLedger,
} from "#server/modules/ledger/index.ts";
import type { Answer } from "./answer.ts";

/** `ledger verify`: proves the books from scratch, and against Stripe's balance where a key is at hand. */
export async function verifyBooks({ runtime, reader }: CommandLine): Promise<Answer> {
  const ledger = await verifyLedger(runtime, reader ?? undefined);
  const periods = await verifyPeriods(runtime);
  const verified = {
    ...ledger,
    checks: [...ledger.checks, ...periods],
    ok: ledger.ok && periods.every(({ violations }) => violations === 0n),
  };
  return { data: verified, lines: linesOf(verified), finding: !verified.ok };
}

/** `ledger as-of`: every account as it stood, and whether it all summed to zero then, which it always must. */
export async function booksAsOf({ runtime }: CommandLine, asOf: AsOf): Promise<Answer> {
  const accounts = await findBalancesAsOf(runtime.db, runtime.scope, asOf);
  const sums = new Map<string, bigint>();
  for (const { currency, balance } of accounts)
    sums.set(currency, (sums.get(currency) ?? 0n) + balance);
  const off = [...sums].filter(([, sum]) => sum !== 0n);
  const entries = accounts.reduce((sum, account) => sum + account.entries, 0n);
  const plain = accounts.map(({ code, currency, balance, entries: count }) => {
    return { code, currency, balance, entries: count };
  });
  return {
    data: { ...asOf, accounts: plain, entries, balanced: off.length === 0 },
    lines: [
      ...accounts.map(accountLine),
      "",
      ...off.map(([currency]) => `BAD ${currency.toUpperCase()} does not sum to zero`),
      `${entries} entries: ${off.length === 0 ? "balanced in every currency" : "not balanced"}`,
    ],
    finding: off.length > 0,
  };
}

function accountLine({
  code,
  currency,
  balance,
}: Pick<AccountBalance, "code" | "currency" | "balance">): string {
  const amount = formatMajor({ amountMinor: balance, currency });
  return `${code.padEnd(40)} ${amount.padStart(18)} ${currency.toUpperCase()}`;
}

function linesOf({
  accounts,
  checks,
  drift,
  journals,
  entries,
  stripe,
  ok,
}: LedgerVerification): string[] {
  return [
    ...accounts.map(accountLine),
    "",
    ...checks.map(
      ({ name, violations }) =>
        `${violations === 0n ? "ok " : "BAD"} ${name}${violations === 0n ? "" : `: ${violations}`}`,
    ),
    ...(stripe ?? []).map((row) =>
      row.drift === null
        ? `??? Stripe's ${row.currency.toUpperCase()} balance moved each time it was compared`
        : `${row.drift === 0n ? "ok " : "BAD"} equals Stripe's ${row.currency.toUpperCase()} balance`,
    ),
    ...(stripe === null ? ["--- not compared with Stripe: no key at hand"] : []),
    "",
    `${journals} journals, ${entries} entries, drift ${drift}: ${ok ? "the books are true" : "something is wrong"}`,
  ];
}
