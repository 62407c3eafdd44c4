import type { Stripe } from "stripe";
import { refused } from "../protocol/api-error.ts";
import { base62Of } from "../store/deterministic-ids.ts";
import { idOf } from "../store/object-kinds.ts";
import type { World } from "../world.ts";
import { addObject, changeObject } from "./change-object.ts";
import { type RefundParts, takeBackParts } from "./connect/refund-parts.ts";
import { afterRefund } from "./disputes/charge-aftermath.ts";
import { undisputedAmount } from "./disputes/refund-limit.ts";
import { formatAmount } from "./money/currencies.ts";
import { coversRefund, takeRefund } from "./money/refund-funds.ts";
import { requireRoundAmount } from "./payment-intent-params.ts";
import type { RefundFailure } from "./refund-outcomes.ts";
import { testCardByToken } from "./test-cards.ts";

/** After this long a refund to one of the special test cards takes its other turn. */
export const REFUND_TURNS_AFTER_MS = 120_000;
/** The customer has this long to say where the money shall go (docs.stripe.com/refunds). */
const ASKS_FOR_SECONDS = 45 * 86_400;
export const REFUND_REASONS = ["duplicate", "fraudulent", "requested_by_customer"] as const;

/** How a refund goes on after it was made; `afterMs` is time of the account's clock. */
export type RefundCourse =
  | { readonly turn: "pending"; readonly afterMs: number }
  | { readonly turn: "fails"; readonly afterMs: number; readonly reason?: RefundFailure }
  /** Waits for the customer, who was asked by e-mail where the money shall go, and who answers in time. */
  | { readonly turn: "asks_customer"; readonly afterMs: number };

export interface RefundFacts {
  /** Minor units of the charge's currency; undefined gives back all that is left. */
  readonly amount: number | undefined;
  readonly reason: (typeof REFUND_REASONS)[number] | null;
  readonly metadata: Record<string, string>;
  readonly instructionsEmail?: string;
  /** Without it the test card decides, and most refunds are done at once. */
  readonly course?: RefundCourse;
  /** What it takes back from connected accounts and their fees; without it nothing. */
  readonly takesBack?: RefundParts;
}

/**
 * Gives money of a paid charge back. Stripe keeps its fee. Where the available balance may not fall so far the refund
 * waits for money (docs.stripe.com/refunds). Throws 400 when the charge has less left than asked for.
 */
export function addRefund(world: World, charge: Stripe.Charge, facts: RefundFacts): Stripe.Refund {
  const amount = refundableAmount(charge, undisputedAmount(world, charge, facts.amount));
  const id = world.ids.next(charge.id.startsWith("py_") ? "pyr_1" : "re_3", 23);
  const course = facts.course ?? testCardCourse(world, charge);
  const booksNow = coversRefund(world, charge, amount);
  const shared = takeBackParts(world, charge, { id, amount, booksNow }, facts.takesBack);
  const movement = booksNow ? takeRefund(world, charge, id, amount, shared.feeDetails) : null;
  const { transferReversal } = shared;
  const made = { ...facts, id, amount, movement, standing: course, transferReversal };
  const refund = refundObject(world, charge, made);
  addObject(world, "refund", refund, "refund.created");
  const refunded = charge.amount_refunded + amount;
  const change = { amount_refunded: refunded, refunded: refunded === charge.amount };
  changeObject(world, "charge", charge, change, ["charge.refunded"]);
  afterRefund(world, charge.id, facts.reason);
  if (course !== null) setTurn(world, id, course);
  return refund;
}

function setTurn(world: World, id: string, course: RefundCourse): void {
  const dueMs = world.clock.nowMs() + course.afterMs;
  if (course.turn !== "fails") world.timers.set("refund-succeeds", id, dueMs);
  else
    world.timers.set(
      "refund-fails",
      `${id}${course.reason === undefined ? "" : ` ${course.reason}`}`,
      dueMs,
    );
}

function testCardCourse(world: World, charge: Stripe.Charge): RefundCourse | null {
  const method = charge.payment_method ?? "";
  const behaviour = world.store.column("payment_method", method, "behaviour");
  const turn = typeof behaviour === "string" ? testCardByToken(behaviour)?.refund : undefined;
  return turn === undefined ? null : { turn, afterMs: REFUND_TURNS_AFTER_MS };
}

interface MadeRefund extends RefundFacts {
  readonly id: string;
  readonly movement: string | null;
  readonly standing: RefundCourse | null;
  readonly transferReversal: string | null;
}

/** Where a refund stands at first: done, on its way, or waiting for the account's money or the customer's answer. */
function standingParts(
  world: World,
  { movement, standing, instructionsEmail }: MadeRefund,
): Pick<Stripe.Refund, "status" | "pending_reason" | "next_action" | "instructions_email"> {
  if (movement === null) return { status: "pending", pending_reason: "insufficient_funds" };
  if (standing?.turn === "pending") return { status: "pending", pending_reason: "processing" };
  if (standing?.turn !== "asks_customer") return { status: "succeeded" };
  const now = world.clock.nowSeconds();
  const email = instructionsEmail ?? "customer@example.com";
  return {
    status: "requires_action",
    instructions_email: email,
    next_action: {
      type: "display_details",
      display_details: {
        email_sent: { email_sent_at: now, email_sent_to: email },
        expires_at: now + ASKS_FOR_SECONDS,
      },
    },
  };
}

function refundObject(
  world: World,
  charge: Stripe.Charge,
  made: MadeRefund & { readonly amount: number },
): Stripe.Refund {
  return {
    id: made.id,
    object: "refund",
    amount: made.amount,
    balance_transaction: made.movement,
    charge: charge.id,
    created: world.clock.nowSeconds(),
    currency: charge.currency,
    customer: idOf(charge.customer),
    customer_account: null,
    destination_details: destinationDetails(charge, made.id),
    metadata: made.metadata,
    payment_intent: idOf(charge.payment_intent),
    payment_method: charge.payment_method,
    reason: made.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    ...standingParts(world, made),
    transfer_reversal: made.transferReversal,
  };
}

function refundableAmount(charge: Stripe.Charge, asked: number | undefined): number {
  if (charge.status !== "succeeded" || !charge.captured) {
    throw refused(
      `This charge (${charge.id}) cannot be refunded: it has not been captured. Cancel its PaymentIntent instead.`,
      { code: "charge_not_refundable", charge: charge.id },
    );
  }
  if (charge.refunded)
    throw refused(`Charge ${charge.id} has already been refunded.`, {
      code: "charge_already_refunded",
      charge: charge.id,
    });
  const left = charge.amount - charge.amount_refunded;
  const amount = asked ?? left;
  if (amount > left) {
    throw refused(
      `Refund amount (${formatAmount(amount, charge.currency)}) is greater than unrefunded amount on charge (${formatAmount(left, charge.currency)})`,
      { param: "amount", charge: charge.id },
    );
  }
  requireRoundAmount(amount, charge.currency, "amount");
  return amount;
}

function destinationDetails(
  charge: Stripe.Charge,
  refundId: string,
): Stripe.Refund.DestinationDetails {
  const type = charge.payment_method_details?.type ?? "card";
  if (type !== "card") return { type };
  return {
    type,
    card: {
      reference: base62Of(`acquirer:${refundId}`, 20).toUpperCase(),
      reference_status: "available",
      reference_type: "acquirer_reference_number",
      type: "refund",
    },
  };
}
