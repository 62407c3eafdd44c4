import type { PreviewRefundInput, RefundPreview, VerdictDto } from "#core/contracts/refunds.ts";
import { currency } from "#core/currency.ts";
import { DomainError } from "#core/errors.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Money } from "#core/money.ts";
import type { OverrideFacts } from "#core/override-facts.ts";
import { grantOf } from "#core/permissions.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { STRIPE_API_VERSION } from "#server/platform/stripe/stripe-client.ts";
import {
  type CommandRow,
  lockPersonVelocity,
  lockVelocity,
  type Requester,
  submitCommand,
  sumMoved,
  type VelocitySubjects,
} from "../commands/index.ts";
import { type BaseAmount, toBase } from "../ledger/index.ts";
import { decideOverride, policyInForce, writeFacts } from "../policies/index.ts";
import { hasFraudWarning } from "../radar/index.ts";
import { composePreview, foresee } from "./compose-preview.ts";
import { circumstancesOf, dayBefore, subjectsOf } from "./judge-refund.ts";
import { refundBasis } from "./refund-basis.ts";
import {
  type ChargeRow,
  findBlockingDispute,
  findRecentRefunds,
  findRefundTarget,
  type RefundTarget,
} from "./refund-facts.repo.ts";
import { writePreview } from "./refund-preview.ts";
import { refundKey, refundParams, refundRequestBody } from "./refund-request.ts";
import { findGuard, reserve } from "./reservations.repo.ts";

/** The signed bulk that a refund is a row of. */
export interface PartOfBulk {
  readonly id: string;
  readonly rows: number;
}

/** A refund that stands if the transaction commits. */
export interface PlacedRefund {
  readonly command: CommandRow;
  readonly chargeId: string;
  readonly preview: RefundPreview;
}

/**
 * Everything a refund request does, in the caller's transaction: validates, reserves, judges, stores the command with the
 * exact request. A preview runs this and rolls back, so that it can never promise what the request would not do.
 * Throws NOT_FOUND, PAYMENT_NOT_REFUNDABLE, REFUND_BLOCKED_BY_DISPUTE, CONNECT_CHOICE_REQUIRED, CURRENCY_MISMATCH, AMOUNT_NOT_POSITIVE, AMOUNT_EXCEEDS_REFUNDABLE,
 * NOT_PERMITTED, SERVICE_UNAVAILABLE. A denial by policy is a verdict in the preview; the request refuses it. A row of a
 * bulk is held for no time: the bulk's own signatures are asked for when it is sent.
 */
export async function placeRefund(
  tx: Transaction,
  runtime: Runtime,
  actor: Requester,
  input: PreviewRefundInput,
  bulk?: PartOfBulk,
): Promise<PlacedRefund> {
  const { scope, clock } = runtime;
  const now = clock.now();
  await lockPersonVelocity(tx, actor.userId);
  const target = await demandTarget(tx, scope, actor, input);
  const { charge } = target;
  const amount = { amountMinor: input.amount.amountMinor, currency: currency(charge.currency) };
  const reservation = {
    commandId: input.commandId,
    chargeId: charge.id,
    amount: amount.amountMinor,
    currency: amount.currency,
    at: now,
  };
  if (!(await reserve(tx, scope, reservation))) throw await tooMuch(tx, runtime, charge.id, amount);
  const recent = await findRecentRefunds(tx, scope, charge.id, dayBefore(now));
  const base = await toBase(tx, scope, amount, now);
  const outlook = await foresee(tx, runtime, { target, amount }, now);
  const known = {
    earlier24h: recent.length,
    balanceSuffices: outlook.balance?.sufficient ?? null,
    fraudWarning: await hasFraudWarning(tx, scope, charge.id),
    stale: null,
    bulkRows: bulk?.rows ?? 0,
  };
  const subjects = subjectsOf(actor, charge);
  // Last of all locks and as late as can be: whoever else adds to one of these sums waits from here to the end.
  await lockVelocity(tx, scope, subjects);
  const facts = {
    ...circumstancesOf({ fraudulent: input.reason === "fraudulent", charge, base }, known, now),
    role: actor.role,
    moved: await sumMoved(tx, scope, subjects, { baseCurrency: base.baseCurrency, at: now }),
  };
  const verdict = decideOverride(await policyInForce(tx, scope), facts);
  const connect = input.connect ?? null;
  const placed = { target, amount, recent, verdict, outlook, connect };
  const preview = await composePreview(tx, runtime, placed);
  const command = await storeCommand(tx, runtime, actor, {
    input,
    charge,
    amount,
    base,
    subjects,
    facts,
    verdict,
    preview,
    bulk,
  });
  return { command, chargeId: charge.id, preview };
}

async function demandTarget(
  tx: Transaction,
  scope: AccountScope,
  { role }: Requester,
  input: PreviewRefundInput,
) {
  if (input.reason === "fraudulent" && grantOf(role, "refund:request-fraudulent") === null)
    throw new DomainError("NOT_PERMITTED", { permission: "refund:request-fraudulent" });
  const target = demandRefundable(await findRefundTarget(tx, scope, input.paymentId), input);
  const blocking = await findBlockingDispute(tx, scope, target.charge.id);
  if (blocking !== null) throw new DomainError("REFUND_BLOCKED_BY_DISPUTE", { ...blocking });
  return target;
}

function demandRefundable(
  target: RefundTarget | null,
  input: PreviewRefundInput,
): RefundTarget & { charge: ChargeRow } {
  if (!target) throw new DomainError("NOT_FOUND", { paymentId: input.paymentId });
  const { charge, guard } = target;
  if (!charge || !guard || charge.status !== "succeeded" || !charge.captured) {
    throw new DomainError("PAYMENT_NOT_REFUNDABLE", { status: target.payment.status });
  }
  if (input.amount.currency !== charge.currency) {
    throw new DomainError("CURRENCY_MISMATCH", {
      asked: input.amount.currency,
      charged: charge.currency,
    });
  }
  if (input.amount.amountMinor <= 0n) throw new DomainError("AMOUNT_NOT_POSITIVE");
  if ((target.payment.transferDestination !== null) !== (input.connect !== undefined))
    throw new DomainError("CONNECT_CHOICE_REQUIRED", { paymentId: input.paymentId });
  return { ...target, charge };
}

/** The refusal with the figures that explain it; amounts in minor units as text. */
async function tooMuch(
  tx: Transaction,
  runtime: Runtime,
  chargeId: string,
  amount: Money,
): Promise<DomainError> {
  const guard = await findGuard(tx, runtime.scope, chargeId);
  const { captured = 0n, refunded = 0n, held = 0n } = guard ?? {};
  return new DomainError("AMOUNT_EXCEEDS_REFUNDABLE", {
    currency: amount.currency,
    asked: amount.amountMinor.toString(),
    remaining: (captured - refunded - held).toString(),
    captured: captured.toString(),
    refunded: refunded.toString(),
    held: held.toString(),
  });
}

async function storeCommand(
  tx: Transaction,
  runtime: Runtime,
  actor: Requester,
  refund: {
    input: PreviewRefundInput;
    charge: ChargeRow;
    amount: Money;
    base: BaseAmount;
    subjects: VelocitySubjects;
    facts: OverrideFacts;
    verdict: VerdictDto;
    preview: RefundPreview;
    bulk: PartOfBulk | undefined;
  },
): Promise<CommandRow> {
  const { input, charge, amount, base, verdict, preview, bulk } = refund;
  const params = refundParams(runtime.scope, actor.userId, input);
  return await submitCommand(tx, runtime.scope, actor, {
    action: "refund.requested",
    at: runtime.clock.now(),
    counted: refund.subjects,
    basis: await refundBasis(tx, runtime.scope, charge.id),
    row: {
      id: input.commandId,
      kind: "refund",
      ...(bulk ? heldAtOnce(runtime) : timing(runtime, verdict)),
      requesterId: actor.userId,
      requesterRole: actor.role,
      targetType: "payment",
      targetId: input.paymentId,
      caseId: input.caseId ?? null,
      bulkId: bulk?.id ?? null,
      amount: amount.amountMinor,
      currency: amount.currency,
      amountBase: base.amount?.amountMinor ?? null,
      baseCurrency: base.baseCurrency,
      reasonCode: input.reason,
      note: input.note ?? null,
      params,
      paramsHash: sha256(params),
      preview: writePreview(preview),
      previewHash: preview.previewHash,
      policyVersion: verdict.policyVersion,
      policyDecision: { verdict, facts: writeFacts(refund.facts) },
      idempotencyKey: refundKey(input.commandId),
      requestBody: refundRequestBody({
        commandId: input.commandId,
        chargeId: charge.id,
        amount: amount.amountMinor,
        reason: input.reason,
        connect: input.connect,
      }),
      apiVersion: STRIPE_API_VERSION,
      createdAt: runtime.clock.now(),
    },
  });
}

function heldAtOnce({ clock }: Runtime) {
  return { state: "held" as const, holdUntil: clock.realNow(), expiresAt: null };
}

/** Held for a moment where nobody else must sign, else waiting until its time is over; real time. */
function timing({ clock, settings }: Runtime, verdict: VerdictDto) {
  const at = clock.realNow().getTime();
  if (verdict.kind === "allow")
    return {
      state: "held" as const,
      holdUntil: new Date(at + settings.holdMs),
      expiresAt: null,
    };
  return {
    state: "pending_approval" as const,
    holdUntil: null,
    expiresAt: new Date(at + settings.approvalTtlMs),
  };
}
