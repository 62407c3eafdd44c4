import { type RetryParams, retryParamsSchema } from "#core/contracts/retries.ts";
import type { OperationResult } from "#server/platform/stripe/stripe-operations.ts";
import { type Answer, type OverrideWork, overrideKind } from "../overrides/index.ts";
import { planRetry } from "./plan-retry.ts";
import { findLastAttempt, findRetryPayment } from "./retry-facts.repo.ts";
import { RETRY_KIND } from "./retry-facts.ts";

type RetryOperation = "payment_intent_confirm" | "invoice_pay";
type Tried = OperationResult<RetryOperation>;

/** A retry of a payment, or of the invoice that it is to pay. */
export const retryWork: OverrideWork<RetryParams, RetryOperation> = {
  kind: RETRY_KIND,
  permission: "payment:retry",
  audit: "retry.requested",
  operation: ({ invoiceId }) => (invoiceId === null ? "payment_intent_confirm" : "invoice_pay"),
  params: retryParamsSchema,
  reasonOf: () => "retry",
  needsNote: () => false,
  notBefore: ({ at }) => at,
  held: true,
  plan: (tx, { scope, clock }, params, command) =>
    planRetry(tx, scope, { params, now: clock.now(), commandId: command?.id ?? null }),
  /**
   * Neither request takes metadata. A charge that our key made tells that the attempt went through; one that it made and
   * that failed is left to the same request under the same key, whose stored answer is the decline itself.
   */
  find: async (reader, command, { invoiceId }, traces) => {
    for (const { objectId } of traces.filter(({ objectType }) => objectType === "charge")) {
      const charge = await reader.retrieve("charge", objectId);
      if (charge === null || charge.status === "failed") continue;
      return invoiceId === null
        ? await reader.retrieve("payment_intent", command.targetId)
        : await reader.retrieve("invoice", invoiceId);
    }
    return null;
  },
  answer: (object) => (object.object === "invoice" ? invoiceAnswer(object) : intentAnswer(object)),
  /** Only an accepted attempt waits for the mirror: of one without an answer the mirror cannot tell whose attempt it was. */
  became: async (tx, scope, command) => {
    if (command.state !== "accepted") return null;
    const payment = await findRetryPayment(tx, scope, command.targetId);
    if (payment === null) return null;
    const last = await findLastAttempt(tx, scope, payment.id);
    const failure = {
      code: last?.declineCode ?? last?.failureCode ?? payment.status,
      message: "The payment did not go through.",
    };
    return {
      objectId: command.objectId ?? payment.id,
      objectStatus: payment.status,
      answer: answerOf(payment.status),
      failure: answerOf(payment.status) === "failed" ? failure : null,
    };
  },
};

/** A retry as the shared life of commands handles it. */
export const retryKind = overrideKind(retryWork);

/** `processing` and `requires_action` are no failures: the bank's, or the customer's, answer is still to come. */
function answerOf(status: string): Answer["answer"] {
  switch (status) {
    case "succeeded":
    case "requires_capture":
      return "succeeded";
    case "requires_payment_method":
    case "canceled":
      return "failed";
    default:
      return "pending";
  }
}

function intentAnswer(intent: Extract<Tried, { object: "payment_intent" }>): Answer {
  const answer = answerOf(intent.status);
  const error = intent.last_payment_error;
  return {
    objectId: intent.id,
    objectStatus: intent.status,
    answer,
    failure:
      answer === "failed"
        ? {
            code: error?.decline_code ?? error?.code ?? intent.status,
            message: error?.message ?? "The payment did not go through.",
          }
        : null,
  };
}

/** An invoice that is still open after it was tried waits for its bank. */
function invoiceAnswer(invoice: Extract<Tried, { object: "invoice" }>): Answer {
  const status = invoice.status ?? "open";
  const ended = status === "void" || status === "uncollectible";
  return {
    objectId: invoice.id,
    objectStatus: status,
    answer: status === "paid" ? "succeeded" : ended ? "failed" : "pending",
    failure: ended ? { code: status, message: `The invoice is ${status}.` } : null,
  };
}
