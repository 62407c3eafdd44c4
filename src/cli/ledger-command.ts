import { formatMajor } from "#core/money.ts";
import type { CommandLine } from "#server/deps/open-command-line.ts";
import { type LedgerVerification, verifyLedger } from "#server/modules/ledger/index.ts";
import type { Answer } from "./answer.ts";

/** `ledger verify`: proves the books from scratch, and against Stripe's balance where a key is at hand. */
export async function verifyBooks({ runtime, reader }: CommandLine): Promise<Answer> {
  const verified = await verifyLedger(runtime, reader ?? undefined);
  return { data: verified, lines: linesOf(verified), finding: !verified.ok };
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
    ...accounts.map(({ code, currency, balance }) => {
      const amount = formatMajor({ amountMinor: balance, currency });
      return `${code.padEnd(40)} ${amount.padStart(18)} ${currency.toUpperCase()}`;
    }),
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
