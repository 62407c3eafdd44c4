import type { VerdictDto } from "#core/contracts/refunds.ts";
import { currency } from "#core/currency.ts";
import { invariant } from "#core/invariant.ts";
import { NOTHING_MOVED } from "#core/override-facts.ts";
import { isPermitted } from "#core/permissions.ts";
import { systemClock } from "#server/platform/clock/clock.ts";
import type { MutationOutcome } from "#server/platform/stripe/outcome.ts";
import type { StripeObjects } from "#server/platform/stripe/stripe-objects.ts";
import {
  comparePrediction,
  type Effect,
  readDecision,
  type StripeKind,
} from "../commands/index.ts";
import { toBase } from "../ledger/index.ts";
import { decideOverride, policyInForce, readFacts } from "../policies/index.ts";
import { hasFraudWarning } from "../radar/index.ts";
import { circumstancesOf } from "./judge-refund.ts";
import { findJournalOfRefund } from "./posted-journal.repo.ts";
import { refundBasis } from "./refund-basis.ts";
import { countOutsideRefunds, findBlockingDispute, findCharge } from "./refund-facts.repo.ts";
import { readPreview } from "./refund-preview.ts";
import { findReservation, releaseReservation } from "./reservations.repo.ts";
import { settleRefund } from "./settle-refund.ts";

const DISPUTED = "The payment is disputed by now, and Stripe takes no refund of it any more.";

type StripeRefund = StripeObjects["refund"];

/** How the shared life of commands handles a refund. */
export const refundKind: StripeKind = {
  kind: "refund",
  effect: "stripe",
  judge: judgeAgain,
  basis: async (tx, scope, command) => {
    const reservation = await findReservation(tx, command.id);
    invariant(reservation, `refund command ${command.id} has no reservation`);
    return await refundBasis(tx, scope, reservation.chargeId);
  },
  release: (tx, scope, command) => releaseReservation(tx, scope, command.id),
  send: async (writer, mutation) => withEffect(await writer.send("refund_create", mutation)),
  find: async (reader, command, traces) => {
    for (const trace of traces.filter(({ objectType }) => objectType === "refund")) {
      const refund = await reader.retrieve("refund", trace.objectId);
      if (refund?.metadata?.["command_id"] === command.id) return effectOf(refund);
    }
    const refunds = await reader.listRefunds({ paymentId: command.targetId });
    const made = refunds.find((refund) => refund.metadata?.["command_id"] === command.id);
    return made ? effectOf(made) : null;
  },
  describe: async (runtime, actor, command) => {
    const preview = readPreview(command.preview);
    const posted =
      command.resultId === null
        ? null
        : await findJournalOfRefund(runtime.db, runtime.scope, command.resultId);
    const { customerGets } = preview;
    const method = isPermitted(actor.role, "personal-data:read-masked")
      ? customerGets.method
      : { ...customerGets.method, last4: null };
    return {
      preview: { of: "refund", refund: { ...preview, customerGets: { ...customerGets, method } } },
      prediction: comparePrediction(preview.postings, posted),
    };
  },
};

/**
 * The policy of now with the facts of now: role, rate, age, dispute, refunds made elsewhere since. What was moved before and
 * the refunds that came before were settled under lock when it was asked for, and are taken from there.
 */
async function judgeAgain(
  ...[tx, scope, command, { role, now }]: Parameters<StripeKind["judge"]>
): Promise<VerdictDto> {
  const reservation = await findReservation(tx, command.id);
  invariant(reservation, `refund command ${command.id} has no reservation`);
  const charge = await findCharge(tx, scope, reservation.chargeId);
  invariant(charge, `charge ${reservation.chargeId} of command ${command.id} is gone`);
  const base = await toBase(
    tx,
    scope,
    { amountMinor: command.amount, currency: currency(command.currency) },
    now,
  );
  const settled = readFacts(readDecision(command.policyDecision).facts);
  const outside = await countOutsideRefunds(tx, scope, charge.id, command.createdAt);
  const known = {
    earlier24h: (settled?.earlier24h ?? 0) + outside,
    balanceSuffices: settled?.balanceSuffices ?? null,
    fraudWarning: await hasFraudWarning(tx, scope, charge.id),
    stale: (await findBlockingDispute(tx, scope, charge.id)) === null ? null : DISPUTED,
    bulkRows: settled?.bulkRows ?? 0,
  };
  const fraudulent = command.reasonCode === "fraudulent";
  return decideOverride(await policyInForce(tx, scope), {
    ...circumstancesOf({ fraudulent, charge, base }, known, now),
    role,
    moved: settled?.moved ?? NOTHING_MOVED,
  });
}

function withEffect(outcome: MutationOutcome<StripeRefund>): MutationOutcome<Effect> {
  return outcome.kind === "accepted" ? { ...outcome, object: effectOf(outcome.object) } : outcome;
}

function effectOf(refund: StripeRefund): Effect {
  return {
    objectId: refund.id,
    record: (tx, scope) =>
      settleRefund(tx, scope, refund, { source: "executor", at: systemClock.realNow() }),
  };
}
