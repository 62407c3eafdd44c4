import type { RetryParams } from "#core/contracts/retries.ts";
import { currency } from "#core/currency.ts";
import { DomainError } from "#core/errors.ts";
import type { AccountScope } from "#core/mode.ts";
import { formatMajor } from "#core/money.ts";
import { UNREMARKABLE } from "#core/override-facts.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { OverridePlan } from "../overrides/index.ts";
import { factsFor, gatherCase, type RetryCase, type RetryMethod } from "./gather-facts.ts";
import { judgeRetry, type RetryVerdict } from "./retries.policy.ts";
import { codeOf } from "./retry-facts.repo.ts";

const DAY_MS = 86_400_000;

/** The retry that is asked about, and when. */
interface Intended {
  readonly params: RetryParams;
  /** Business time. */
  readonly now: Date;
  /** The stored command when it is judged again. */
  readonly commandId: string | null;
}

/**
 * Works a retry out with the facts of now. What the rules forbid is a plan all the same: the policy refuses it with the rule's
 * words. Throws NOT_FOUND for a payment or a method that is not there, INVALID_INPUT when another invoice is named.
 */
export async function planRetry(
  tx: Transaction,
  scope: AccountScope,
  { params, now, commandId }: Intended,
): Promise<OverridePlan> {
  const found = await gatherCase(tx, scope, params.paymentId, commandId);
  if (found === null) throw new DomainError("NOT_FOUND", { paymentId: params.paymentId });
  if ((found.invoice?.id ?? null) !== params.invoiceId)
    throw new DomainError("INVALID_INPUT", { field: "invoiceId" });
  const method = found.methods.find(({ id }) => id === params.methodId);
  if (!method)
    throw new DomainError("NOT_FOUND", {
      methodId: params.methodId,
      why: "The method is no longer on file.",
    });
  const at = params.at !== null && params.at > now ? params.at : now;
  const verdict = judgeRetry(factsFor(found, method, at));
  const { payment } = found;
  const { type, brand, last4, fingerprint } = method;
  return {
    ...wordsOf(found, method, verdict, at > now ? at : null),
    method: { type, brand, last4 },
    fee: null,
    balance: null,
    postings: [],
    target: { type: "payment", id: payment.id },
    amount: { amountMinor: payment.amount, currency: currency(payment.currency) },
    customerId: payment.customerId,
    cardFingerprint: fingerprint,
    caseId: null,
    circumstances: {
      ...UNREMARKABLE,
      ageDays: Math.ceil((now.getTime() - payment.createdAt.getTime()) / DAY_MS),
      stale: whyForbidden(verdict),
    },
    basis: basisOf(found, method),
    objectId: params.invoiceId,
    body: { payment_method: method.id, off_session: true },
  };
}

function whyForbidden({ kind, reasons }: RetryVerdict): string | null {
  const [first] = reasons;
  return kind === "forbidden" && first ? `${first.text} (${first.rule})` : null;
}

function basisOf({ payment, last }: RetryCase, method: RetryMethod): OverridePlan["basis"] {
  return [
    { label: "Payment's status", value: payment.status },
    {
      label: "Last attempt",
      value: last === null ? "none" : `${last.id}: ${codeOf(last) ?? last.status}`,
    },
    { label: "Method", value: method.id },
  ];
}

/** The sentences of the preview. `at` is when it is tried, where that is later. */
function wordsOf(
  { payment, invoice }: RetryCase,
  method: RetryMethod,
  verdict: RetryVerdict,
  at: Date | null,
): Pick<OverridePlan, "title" | "href" | "consequences" | "customerSees"> {
  const amount = `${formatMajor({ amountMinor: payment.amount, currency: payment.currency })} ${payment.currency.toUpperCase()}`;
  const consequences: OverridePlan["consequences"] = [
    { tone: "plain", text: `${amount} is tried once more, while the customer is away.` },
    {
      tone: "plain",
      text: method.wasTried
        ? "The method that failed is tried again."
        : "Another method is tried than the one that failed.",
    },
    ...(at === null
      ? []
      : [
          {
            tone: "plain" as const,
            text: `It waits until ${at.toISOString().slice(0, 16).replace("T", " ")} UTC, and is then sent only if the payment is still unpaid and the rules still allow it.`,
          },
        ]),
    ...(invoice?.nextPaymentAttemptAt
      ? [
          {
            tone: "warn" as const,
            text: "Stripe tries this invoice again by itself, too; once it is paid it stops.",
          },
        ]
      : []),
    ...verdict.reasons.map(({ text, forbids }) => ({
      tone: forbids ? ("bad" as const) : ("warn" as const),
      text,
    })),
    {
      tone: "plain",
      text: "A decline changes nothing: the payment stays unpaid, and the decline code is shown.",
    },
  ];
  return {
    title: `Retry ${amount}`,
    href: `/payments/${payment.id}`,
    consequences,
    customerSees: `a charge of ${amount} on their statement if it pays. Their bank may tell them of a decline.`,
  };
}
