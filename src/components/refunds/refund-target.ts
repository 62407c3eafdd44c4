import type { PaymentDetail } from "#core/contracts/payments.ts";
import type { RefundReason } from "#core/contracts/refunds.ts";
import type { MethodDto, MoneyDto } from "#core/contracts/shared.ts";

/** What a refund sheet must know of the payment before the server has previewed anything. */
export interface RefundTarget {
  readonly paymentId: string;
  readonly method: MethodDto;
  /** What the customer paid; refunds are in its currency. */
  readonly captured: MoneyDto;
  readonly refunded: MoneyDto;
  /** Reserved by requests that Stripe has not answered for. */
  readonly held: MoneyDto;
  /** Captured less refunded less held. */
  readonly left: MoneyDto;
  readonly disputed: boolean;
  /** The connected account that the money was passed on to; null for the account's own payments. */
  readonly passedOnTo: string | null;
  /** The reason to begin with; absent where the person picks it. */
  readonly reason?: RefundReason;
  /** The review case that the refund decides. */
  readonly caseId?: string;
}

/** The target of a payment's own page. */
export function refundTargetOf({ payment, refundable, connect }: PaymentDetail): RefundTarget {
  return {
    paymentId: payment.id,
    method: payment.method,
    captured: refundable.captured,
    refunded: refundable.refunded,
    held: refundable.held,
    left: refundable.available,
    disputed: payment.disputed,
    passedOnTo: connect?.destination ?? null,
  };
}
