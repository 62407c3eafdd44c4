import { startOfDay } from "#components/payments/zoned-day.ts";
import type { AsOfBasis } from "#core/contracts/ledger.ts";

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** The instant that somebody reads the books as of. */
export interface AsOf {
  readonly basis: AsOfBasis;
  readonly until: Date;
}

/**
 * What to ask the server for. `on` is a day ("2026-11-20", to its end in `timeZone`) or, for the closing of months, a month
 * ("2026-10", which ends in UTC as the books close). Null where the text is neither: the books as they are now.
 */
export function readAsOf(basis: AsOfBasis | null, on: string, timeZone: string): AsOf | null {
  if (basis === null) return null;
  if (basis === "accounting") {
    const [, year, month] = MONTH.exec(on) ?? [];
    if (year === undefined || month === undefined) return null;
    return { basis, until: new Date(Date.UTC(Number(year), Number(month), 1)) };
  }
  const next = startOfDay(on, timeZone, 1);
  return next === null ? null : { basis, until: new Date(next.getTime() - 1) };
}

/** The month before that of an instant, as "2026-10". */
export function monthBefore(atMs: number): string {
  const at = new Date(atMs);
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}
