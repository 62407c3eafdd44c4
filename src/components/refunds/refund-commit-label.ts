import { methodText } from "#components/payments/method-text.ts";
import { moneyText } from "#components/ui/format-money.ts";
import type { VerdictDto } from "#core/contracts/refunds.ts";
import type { MoneyDto } from "#core/contracts/shared.ts";
import type { RefundTarget } from "./refund-target.ts";

/** Verb, amount and target for the button: what pressing it does, for this person and this amount. */
export function refundCommitLabel(
  target: RefundTarget,
  amount: MoneyDto | null,
  verdict: VerdictDto | null,
): string {
  if (amount === null) return "Refund";
  const money = moneyText(amount.amountMinor, amount.currency);
  if (verdict?.kind === "approval") return `Ask for approval: refund ${money}`;
  return `Refund ${money} to ${methodText(target.method)}`;
}
