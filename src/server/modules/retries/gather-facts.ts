import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import {
  type DueInvoice,
  findDueInvoice,
  findLastAttempt,
  findOpenRetry,
  findRetryPayment,
  findSavedMethods,
  findTries,
  type RetryPayment,
  type SavedMethod,
  type TriedCharge,
} from "./retry-facts.repo.ts";
import type { DeclinedAttempt, MethodFacts, RetryFacts } from "./retry-facts.ts";

/** A payment with what the rules and the estimate ask about it and about the methods on file. */
export interface RetryCase {
  readonly payment: RetryPayment;
  /** The newest attempt; null when none was made. */
  readonly last: TriedCharge | null;
  readonly methods: readonly RetryMethod[];
  readonly openRetry: boolean;
  /** The invoice that the payment is to pay. */
  readonly invoice: DueInvoice | null;
}

/** A method on file, with its declines. */
export interface RetryMethod extends SavedMethod {
  readonly facts: MethodFacts;
  /** The last attempt was made with it. */
  readonly wasTried: boolean;
  /** Whose cards behave like it; its type where it is no card, or was never tried. */
  readonly issuer: string;
}

/** What the rules look at, for a try with this method at that time. */
export function factsFor(
  { payment, last, openRetry }: RetryCase,
  method: RetryMethod | null,
  at: Date,
): RetryFacts {
  return {
    status: payment.status,
    failed: last?.status === "failed",
    customerId: payment.customerId,
    method: method?.facts ?? null,
    openRetry,
    at,
  };
}

/**
 * Reads everything about a payment that a retry rests on; null when there is no such payment. `commandId` is the retry
 * itself, which is no other one.
 */
export async function gatherCase(
  tx: Transaction,
  scope: AccountScope,
  paymentId: string,
  commandId: string | null,
): Promise<RetryCase | null> {
  const payment = await findRetryPayment(tx, scope, paymentId);
  if (payment === null) return null;
  const last = await findLastAttempt(tx, scope, paymentId);
  const openRetry = (await findOpenRetry(tx, scope, paymentId, commandId)) !== null;
  const invoice = await findDueInvoice(tx, scope, paymentId);
  const { customerId } = payment;
  if (customerId === null) return { payment, last, methods: [], openRetry, invoice };
  const saved = await findSavedMethods(tx, scope, customerId);
  const tries = await findTries(tx, scope, customerId, saved);
  const methods = saved.map((method): RetryMethod => {
    const own = tries.filter(({ savedId }) => savedId === method.id);
    return {
      ...method,
      wasTried: last !== null && isSameMethod(method, last),
      issuer: own[0]?.issuer ?? method.type,
      facts: {
        ...method,
        attached: method.customerId === customerId,
        declines: declinesOf(own, payment),
      },
    };
  });
  return { payment, last, methods, openRetry, invoice };
}

function isSameMethod(method: SavedMethod, last: TriedCharge): boolean {
  if (method.fingerprint !== null) return method.fingerprint === last.fingerprint;
  return method.id === last.methodId;
}

/** The declines since the method last paid, newest first; one that the bank has not answered says nothing yet. */
function declinesOf(tries: readonly TriedCharge[], payment: RetryPayment): DeclinedAttempt[] {
  const answered = tries.filter(({ status }) => status !== "pending");
  const paid = answered.findIndex(({ status }) => status === "succeeded");
  return (paid === -1 ? answered : answered.slice(0, paid)).map((charge) => ({
    at: charge.at,
    sameAmount: charge.amount === payment.amount && charge.currency === payment.currency,
    declineCode: charge.declineCode,
    failureCode: charge.failureCode,
    adviceCode: charge.adviceCode,
    networkDeclineCode: charge.networkDeclineCode,
    networkAdviceCode: charge.networkAdviceCode,
    blocked: charge.outcomeType === "blocked",
  }));
}
