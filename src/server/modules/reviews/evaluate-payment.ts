import { formatMajor, type Money } from "#core/money.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type Assessment, assessPayment, learnOutcomes, type Outcomes } from "../risk/index.ts";
import { toBaseForRank } from "./base-amount.repo.ts";
import { type Raised, raiseCase } from "./raise-case.ts";
import type { Suspicion } from "./suspicion.ts";

/** What became of an assessment; `clean` when there was nothing to look at. */
export type Evaluated = Raised | "clean";

/** Older payments were looked at when they were young; an import brings years of them. */
const LOOK_BACK_MS = 48 * 3_600_000;

/** From when on payments are looked at now, in business time. */
export function lookBack(runtime: Pick<Runtime, "clock">): Date {
  return new Date(runtime.clock.now().getTime() - LOOK_BACK_MS);
}

/**
 * Assesses one payment of the last 48 hours and opens or raises its case when it is suspicious. Repeating it changes
 * nothing. `learn` reads the outcomes of past payments; a batch passes one that reads them once.
 */
export async function evaluatePayment(
  runtime: Runtime,
  paymentId: string,
  learn: () => Promise<Outcomes> = () => learnOutcomes(runtime),
): Promise<Evaluated> {
  const assessment = await assessPayment(runtime, { paymentId, since: lookBack(runtime), learn });
  if (!assessment) return "clean";
  const { db, scope, clock } = runtime;
  const amountBase = await toBaseForRank(db, scope, assessment.atRisk, clock.now());
  return await raiseCase(runtime, suspicionOf(assessment, amountBase));
}

function suspicionOf(assessment: Assessment, amountBase: bigint): Suspicion {
  const { paymentId, suggestion, amount } = assessment;
  return {
    kind: "payment_risk",
    dedupeKey: `payment_risk:${assessment.sharedKey}`,
    subject: { type: "payment", id: paymentId },
    title: assessment.title,
    mention: {
      label: "Flagged payment",
      value: `${paymentId}, ${words(amount)}`,
      href: `/payments/${paymentId}`,
    },
    amount,
    amountBase,
    suggestion,
    evidence: {
      facts: [
        ...assessment.facts,
        {
          label: "Ranked by",
          value: `${Math.round(suggestion.scoreBp / 100)} % of ${words(assessment.atRisk)} at risk`,
          href: null,
        },
      ],
      series: [],
    },
    hit: {
      key: `${paymentId}:${assessment.codes.join("+")}`,
      paymentId,
      since: assessment.createdAt,
      strength: 1,
    },
  };
}

function words(amount: Money): string {
  return `${formatMajor(amount)} ${amount.currency.toUpperCase()}`;
}
