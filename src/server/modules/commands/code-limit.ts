import { exponentOf, isCurrency } from "#core/currency.ts";
import type { CommandRow } from "./commands.repo.ts";

/** Up to this, in whole units of the base currency, a one-time code may approve: it signs nothing, so a false page can ask for it. */
const CODE_LIMIT_MAJOR = 1_000n;

/** Whether a one-time code may approve the command: money is named, its rate is known, and it is little. */
export function takesCode({
  amountBase,
  baseCurrency,
}: Pick<CommandRow, "amountBase" | "baseCurrency">): boolean {
  if (amountBase === null || amountBase <= 0n || !isCurrency(baseCurrency)) return false;
  return amountBase <= CODE_LIMIT_MAJOR * 10n ** BigInt(exponentOf(baseCurrency));
}
