import type { Evidence } from "#core/contracts/reviews.ts";
import { formatMajor, type Money, money } from "#core/money.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import {
  type BandOutcomes,
  isWorthLearning,
  judgePayment,
  type RiskJudgement,
} from "./payment-risk.ts";
import {
  findCandidates,
  findRatedPayment,
  type RatedPayment,
  readBandOutcomes,
} from "./payment-signals.repo.ts";
import { bandOf, type RiskBand } from "./risk-band.ts";
import { readVelocity } from "./velocity.repo.ts";
import type { Velocity } from "./velocity-reasons.ts";

const DAY_MS = 86_400_000;
/** Disputes come weeks after the payment; two weeks let most of those show that we learn from. */
const LABEL_DELAY_MS = 14 * DAY_MS;
const LEARN_FROM_MS = 180 * DAY_MS;

/** A payment's assessment, with what a case about it needs. No personal data: an address is counted, never shown. */
export interface Assessment extends Pick<RiskJudgement, "suggestion" | "codes"> {
  readonly paymentId: string;
  /** What several payments of one hand have in common: the card, else the customer, else the payment itself. */
  readonly sharedKey: string;
  readonly amount: Money;
  /** What could still be lost. */
  readonly atRisk: Money;
  readonly title: string;
  readonly facts: Evidence["facts"];
  readonly createdAt: Date;
}

export type Outcomes = ReadonlyMap<RiskBand, BandOutcomes>;

/** What past payments of each band came to; read once for a batch. */
export async function learnOutcomes(runtime: Runtime): Promise<Outcomes> {
  const now = runtime.clock.now().getTime();
  const period = { from: new Date(now - LEARN_FROM_MS), to: new Date(now - LABEL_DELAY_MS) };
  return await readBandOutcomes(runtime.db, runtime.scope, period);
}

/** Payments since `since` worth assessing, newest first. */
export async function findRiskCandidates(
  runtime: Runtime,
  since: Date,
  limit: number,
): Promise<string[]> {
  return await findCandidates(runtime.db, runtime.scope, since, limit);
}

export interface AssessmentRequest {
  readonly paymentId: string;
  /** Older payments are left alone. */
  readonly since: Date;
  /** Called only for a payment that something speaks against: the outcomes take a look at half a year. */
  readonly learn: () => Promise<Outcomes>;
}

/** Assesses one payment; null when nothing speaks against it or there is nothing left to protect. */
export async function assessPayment(
  runtime: Runtime,
  request: AssessmentRequest,
): Promise<Assessment | null> {
  const { db, scope } = runtime;
  const payment = await findRatedPayment(db, scope, request);
  if (!payment) return null;
  const provenBefore = new Date(payment.createdAt.getTime() - LABEL_DELAY_MS);
  const velocity = await readVelocity(db, scope, payment, provenBefore);
  const band = bandOf(payment.riskLevel, payment.riskScore);
  if (!isWorthLearning(band, velocity)) return null;
  const outcomes = (await request.learn()).get(band) ?? { payments: 0, bad: 0 };
  const judgement = judgePayment({ band, stripeScore: payment.riskScore, outcomes, velocity });
  if (!judgement.suspicious) return null;
  const amount = money(payment.amount, payment.currency);
  return {
    suggestion: judgement.suggestion,
    codes: judgement.codes,
    paymentId: payment.id,
    sharedKey: sharedKey(payment),
    amount,
    atRisk: money(payment.atRisk, payment.currency),
    title: `${method(payment)}, ${formatMajor(amount)} ${payment.currency.toUpperCase()}`,
    facts: factsOf(payment, band, velocity),
    createdAt: payment.createdAt,
  };
}

function sharedKey(payment: RatedPayment): string {
  if (payment.cardFingerprint !== null) return `card:${payment.cardFingerprint}`;
  return payment.customerId === null ? `payment:${payment.id}` : `customer:${payment.customerId}`;
}

function method(payment: RatedPayment): string {
  const name = payment.cardBrand ?? payment.methodType ?? "payment";
  const readable = name.charAt(0).toUpperCase() + name.slice(1).replaceAll("_", " ");
  return payment.last4 === null ? readable : `${readable} •••• ${payment.last4}`;
}

function factsOf(payment: RatedPayment, band: RiskBand, velocity: Velocity): Evidence["facts"] {
  const fact = (label: string, value: string | number): Evidence["facts"][number] => ({
    label,
    value: `${value}`,
    href: null,
  });
  const mean = velocity.amountOverMeanPercent;
  const { customerId } = payment;
  return [
    ...(customerId === null
      ? []
      : [{ label: "Customer", value: customerId, href: `/customers/${customerId}` }]),
    fact(
      "Stripe's risk",
      payment.riskScore === null ? band : `${band}, ${payment.riskScore} of 99`,
    ),
    fact("Attempts with this card in 1 h", velocity.cardAttempts1h),
    fact("Refused attempts in 24 h", velocity.declines24h),
    fact("Cards of this customer or e-mail address in 24 h", velocity.cards24h),
    fact("Customers of this card in 24 h", velocity.customers24h),
    fact("Earlier paid payments of this customer", velocity.earlierPaid),
    ...(mean === null ? [] : [fact("Amount against this customer's mean", `${mean} %`)]),
    fact("Earlier disputes of this customer", velocity.disputedBefore),
  ];
}
