import { canonicalJson } from "#core/canonical-json.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import type { MonthBalance } from "./periods.repo.ts";

/** SHA-256 in hex over a month's balances by account code and currency, as canonical JSON: what the two people sign. */
export function balanceHash(month: string, balances: readonly MonthBalance[]): string {
  const lines = balances
    .map(({ code, currency, opening, debits, credits, closing }) => {
      return { code, currency, opening, debits, credits, closing };
    })
    .toSorted((a, b) => (`${a.code} ${a.currency}` < `${b.code} ${b.currency}` ? -1 : 1));
  return sha256(canonicalJson({ month, balances: lines }));
}
