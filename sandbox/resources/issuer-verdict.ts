import type { Stripe } from "stripe";
import { fractionOf } from "../store/deterministic-ids.ts";
import type { World } from "../world.ts";
import { redirectsCustomer } from "./new-payment-method.ts";
import { RULES } from "./radar/radar-rules.ts";
import { type TestCard, testCardByToken } from "./test-cards.ts";

/** Stripe's risk view of an attempt; `score` runs from 0 to 99. */
export interface Risk {
  readonly level: "normal" | "elevated" | "highest" | "not_assessed";
  readonly score: number | null;
}

/** What becomes of one attempt to pay. */
export type Verdict =
  | { readonly result: "approved"; readonly risk: Risk; readonly availableAtOnce?: boolean }
  | { readonly result: "declined"; readonly risk: Risk; readonly declineCode: string }
  /** Stopped by Radar: by the rule of that id, or without one by the rule on the highest risk. */
  | { readonly result: "blocked"; readonly risk: Risk; readonly rule?: string }
  /**
   * A bank debit: accepted now, `bounce` says with which decline it comes back, null that it is paid; `returned` with
   * which decline the bank takes back what it paid, a week later.
   */
  | {
      readonly result: "debit_pending";
      readonly risk: Risk;
      readonly bounce: string | null;
      readonly returned?: string;
    }
  | { readonly result: "needs_action"; readonly action: "three_d_secure" | "redirect" };

export interface AttemptSituation {
  readonly offSession: boolean;
  /** The customer has passed 3-D Secure or the bank's page for this attempt. */
  readonly actionDone: boolean;
}

const RISK_RANGES = { normal: [1, 64], elevated: [65, 74], highest: [75, 99] } as const;
const UNASSESSED: Risk = { level: "not_assessed", score: null };
/** Ends of test IBANs whose debit comes back, as on Stripe's page on testing. */
const BOUNCING_IBAN_END = "3001";
/** The end of our own test IBANs whose debit is paid and taken back later. */
const RETURNED_IBAN_END = "3990";

/** A risk of the given level; where in its range is drawn from `draw`. */
export function riskOf(level: "normal" | "elevated" | "highest", draw: string): Risk {
  const [low, high] = RISK_RANGES[level];
  // Squared, so that most normal payments score low, as they do.
  const fraction = fractionOf(`risk:${draw}`) ** 2;
  return { level, score: low + Math.floor(fraction * (high - low + 1)) };
}

/** Decides what a test method does. The draws depend on the intent's id, so the same run gives the same history. */
export function verdictFor(
  world: World,
  method: Stripe.PaymentMethod,
  intentId: string,
  situation: AttemptSituation,
): Verdict {
  if (method.type === "sepa_debit") {
    const iban = world.store.column("payment_method", method.id, "behaviour");
    const endsIn = (end: string): boolean => typeof iban === "string" && iban.endsWith(end);
    return {
      result: "debit_pending",
      risk: UNASSESSED,
      bounce: endsIn(BOUNCING_IBAN_END) ? "debit_insufficient_funds" : null,
      ...(endsIn(RETURNED_IBAN_END) ? { returned: "debit_insufficient_funds" } : {}),
    };
  }
  if (redirectsCustomer(method.type)) {
    return situation.actionDone
      ? { result: "approved", risk: UNASSESSED }
      : { result: "needs_action", action: "redirect" };
  }
  return cardVerdict(world, method, intentId, situation);
}

function cardVerdict(
  world: World,
  method: Stripe.PaymentMethod,
  intentId: string,
  situation: AttemptSituation,
): Verdict {
  const token = world.store.column("payment_method", method.id, "behaviour");
  const card = typeof token === "string" ? testCardByToken(token) : undefined;
  if (card === undefined) return { result: "approved", risk: riskOf("normal", intentId) };
  const risk = riskOf(card.risk ?? "normal", intentId);
  if (card.blocked === true) return { result: "blocked", risk };
  const authentication = authenticationVerdict(world, method, card, situation);
  if (authentication === "needs_action")
    return { result: "needs_action", action: "three_d_secure" };
  if (authentication === "refused")
    return { result: "declined", risk, declineCode: "authentication_required" };
  if (card.decline !== undefined) {
    return { result: "declined", risk, declineCode: card.decline.code };
  }
  if (isExpired(world, method)) return { result: "declined", risk, declineCode: "expired_card" };
  return { result: "approved", risk, availableAtOnce: card.availableAtOnce ?? false };
}

/** A saved card outlives its date of expiry; from the month after it the bank refuses it. */
function isExpired(world: World, { card }: Stripe.PaymentMethod): boolean {
  if (card === undefined) return false;
  // Date.UTC counts months from 0, so the month's own number is already the month after.
  return world.clock.nowMs() >= Date.UTC(card.exp_year, card.exp_month, 1);
}

/** Whether the bank wants to see the customer, and what follows when nobody is there. */
function authenticationVerdict(
  world: World,
  method: Stripe.PaymentMethod,
  card: TestCard,
  situation: AttemptSituation,
): "passed" | "needs_action" | "refused" {
  if (card.authentication === undefined || situation.actionDone) return "passed";
  if (!situation.offSession) return "needs_action";
  if (card.authentication === "already_set_up") return "passed";
  const setUp = world.store.column("payment_method", method.id, "set_up") === 1;
  return card.authentication === "unless_set_up" && setUp ? "passed" : "refused";
}

const ACCEPTED = { reason: null, seller_message: "Payment complete.", type: "authorized" };
/** Radar's default rule sends elevated risk to the queue of reviews (docs.stripe.com/radar/reviews). */
const IN_REVIEW = {
  reason: "elevated_risk_level",
  rule: RULES.reviewElevatedRisk.id,
  seller_message: "The payment was accepted; its elevated risk put it in review.",
  type: "manual_review",
};

/** The outcome that the charge of an attempt carries. */
export function outcomeOf(
  verdict: Exclude<Verdict, { result: "needs_action" }>,
  decline: { advice: Stripe.Charge.Outcome.AdviceCode | null; networkCode: string | null },
): Stripe.Charge.Outcome {
  const risk =
    verdict.risk.score === null
      ? { risk_level: verdict.risk.level }
      : { risk_level: verdict.risk.level, risk_score: verdict.risk.score };
  const base = {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    reason: null,
    ...risk,
  };
  switch (verdict.result) {
    case "declined":
      return {
        ...base,
        advice_code: decline.advice,
        network_decline_code: decline.networkCode,
        network_status: "declined_by_network",
        reason: verdict.declineCode,
        seller_message: `The bank returned the decline code \`${verdict.declineCode}\`.`,
        type: "issuer_declined",
      };
    case "blocked":
      return {
        ...base,
        network_status: "not_sent_to_network",
        reason: verdict.rule === undefined ? "highest_risk_level" : "rule",
        rule: verdict.rule ?? RULES.blockHighestRisk.id,
        seller_message:
          verdict.rule === undefined
            ? "Stripe blocked this payment as too risky."
            : "A rule of the account blocked this payment.",
        type: "blocked",
      };
    default:
      return {
        ...base,
        network_status: "approved_by_network",
        ...(verdict.risk.level === "elevated" ? IN_REVIEW : ACCEPTED),
      };
  }
}
