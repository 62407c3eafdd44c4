import { currency } from "#core/currency.ts";
import type { FxRate } from "#core/fx.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { LearntRate } from "./learn-rates.ts";

const DAY_MS = 86_400_000;
const OLDEST_DAYS = 7;

/**
 * The newest rate from one currency to another at most seven days before `day`, for limits in the base currency; 1:1 for
 * one and the same currency. Null when there is none: then a person must be asked. `client`: a transaction, or the database itself.
 */
export async function findRate(
  client: Pick<Transaction, "fxRate">,
  day: Date,
  from: string,
  to: string,
): Promise<FxRate | null> {
  const pair = { from: currency(from), to: currency(to) };
  if (from === to) return { ...pair, numerator: 1n, denominator: 1n };
  const oldest = new Date(day.getTime() - OLDEST_DAYS * DAY_MS);
  const row = await client.fxRate.findFirst({
    where: { from, to, day: { gte: oldest, lte: day } },
    orderBy: { day: "desc" },
  });
  return row === null ? null : { ...pair, numerator: row.numerator, denominator: row.denominator };
}

/** Keeps what the account's own transactions tell of rates; of two for one day the more exact one stays. */
export async function keepRates(tx: Transaction, rates: readonly LearntRate[]): Promise<void> {
  if (rates.length === 0) return;
  const rows = rates.map(({ day, from, to, numerator, denominator, source }) => ({
    day: day.toISOString().slice(0, 10),
    from,
    to,
    numerator: numerator.toString(),
    denominator: denominator.toString(),
    source,
  }));
  await tx.$executeRaw`
    INSERT INTO fx_rate (day, from_currency, to_currency, numerator, denominator, source)
    SELECT day, "from", "to", numerator, denominator, source FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(day date, "from" text, "to" text, numerator bigint, denominator bigint, source text)
    ORDER BY "from", "to", day
    ON CONFLICT (from_currency, to_currency, day) DO UPDATE SET numerator = excluded.numerator,
      denominator = excluded.denominator, source = excluded.source
    WHERE excluded.denominator > fx_rate.denominator`;
}
