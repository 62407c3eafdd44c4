import { cn } from "./class-names.ts";
import { type MoneySign, moneyParts } from "./format-money.ts";

interface MoneyProps {
  /** Minor units of the currency. */
  amountMinor: bigint;
  currency: string;
  /** `always` also writes a plus: for differences. An outflow is text colour with a minus, never red. */
  sign?: MoneySign;
  /** Leaves out the code where the column's head already says it. */
  withoutCode?: boolean;
  className?: string;
}

/** An amount with tabular digits, decimals that align in a column, and the currency code after it. */
export function Money({
  amountMinor,
  currency,
  sign = "auto",
  withoutCode = false,
  className,
}: MoneyProps) {
  const parts = moneyParts(amountMinor, currency, sign);
  return (
    <span className={cn("num whitespace-nowrap", className)}>
      {parts.sign}
      {parts.whole}
      <span className="money-fraction">{parts.fraction}</span>
      {withoutCode ? null : <span className="money-code text-muted-foreground"> {parts.code}</span>}
    </span>
  );
}
