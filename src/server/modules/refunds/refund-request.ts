import { canonicalJson } from "#core/canonical-json.ts";
import type { ConnectChoice, PreviewRefundInput, RefundReason } from "#core/contracts/refunds.ts";
import { invariant } from "#core/invariant.ts";
import type { AccountScope } from "#core/mode.ts";
import type { StripeRefundParams } from "#server/platform/stripe/stripe-objects.ts";

/** Stripe knows three reasons; everything that is neither a double nor a fraud was asked for by the customer. */
function stripeReason(reason: RefundReason): "duplicate" | "fraudulent" | "requested_by_customer" {
  return reason === "duplicate" || reason === "fraudulent" ? reason : "requested_by_customer";
}

/**
 * The exact body that Stripe will receive, as canonical JSON. `metadata.command_id` is how the refund is found again
 * when the answer is lost, as Stripe has no look-up by idempotency key.
 */
export function refundRequestBody(request: {
  commandId: string;
  chargeId: string;
  amount: bigint;
  reason: RefundReason;
  connect: ConnectChoice | undefined;
}): string {
  const amount = Number(request.amount);
  invariant(Number.isSafeInteger(amount), "an amount beyond what JSON carries exactly");
  const params = {
    charge: request.chargeId,
    amount,
    reason: stripeReason(request.reason),
    metadata: { command_id: request.commandId, reason: request.reason },
    ...(request.connect === undefined
      ? {}
      : {
          reverse_transfer: request.connect.reverseTransfer,
          refund_application_fee: request.connect.refundApplicationFee,
        }),
  } as const satisfies StripeRefundParams;
  return canonicalJson(params);
}

/** The one idempotency key of a refund command: made from its id, never from amount, charge or time. */
export function refundKey(commandId: string): string {
  return `cmd/${commandId}/refund/1`;
}

/** What was asked for, as canonical JSON: the same id with other parameters is another intent. */
export function refundParams(
  scope: AccountScope,
  requesterId: string,
  input: PreviewRefundInput,
): string {
  return canonicalJson({
    kind: "refund",
    account: scope.accountId,
    livemode: scope.livemode,
    requester: requesterId,
    payment: input.paymentId,
    amount: input.amount.amountMinor,
    currency: input.amount.currency,
    reason: input.reason,
    note: input.note,
    case: input.caseId,
    connect: input.connect,
  });
}
