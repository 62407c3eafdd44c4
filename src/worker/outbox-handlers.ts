import type { DomainEvent, Topic } from "#core/contracts/events.ts";
import { linkFollowerOf, type WorkerDeps } from "#server/deps/open-worker.ts";
import { settleWaiting } from "#server/modules/commands/index.ts";
import { followCommand, followObject } from "#server/modules/payment-methods/index.ts";
import { refreshOutcomes } from "#server/modules/retries/index.ts";
import { evaluatePayment, raiseFailedRefund, runDetectors } from "#server/modules/reviews/index.ts";
import { findPaymentOf } from "#server/modules/webhooks/index.ts";
import {
  wantBalanceLevel,
  wantBankLevels,
  wantEveryLevel,
  wantPayoutLevels,
} from "./reconciliation-runs.ts";

/** What follows a committed domain event. It may run twice for one event, so what it does must be repeatable. */
export type OutboxHandler<T extends Topic = Topic> = (
  deps: WorkerDeps,
  event: Extract<DomainEvent, { topic: T }>,
) => Promise<void>;

/** The database told the open screens when the event committed, and nothing else follows from it. */
const toldToScreens = (): Promise<void> => Promise.resolve();

/** What tells of risk: a charge carries Stripe's verdict, and may be applied before or after its payment. */
const TELLS_OF_RISK: ReadonlySet<string> = new Set(["payment_intent", "charge"]);

/**
 * An override that waits for news of the object hears it. A payment that was attempted is looked at while it can still be
 * stopped; a payout is compared with its lines and the bank.
 */
const lookAtObject: OutboxHandler<"object.projected"> = async (deps, { payload }) => {
  const { runtime } = deps;
  const { objectType, objectId } = payload;
  await settleWaiting(runtime, deps.executor.kinds, objectId);
  await followObject(linkFollowerOf(deps), objectType, objectId);
  if (objectType === "payout") await wantPayoutLevels(deps);
  if (!TELLS_OF_RISK.has(objectType)) return;
  const paymentId = await findPaymentOf(runtime.db, runtime.scope, objectType, objectId);
  if (paymentId !== null) await evaluatePayment(runtime, paymentId);
};

/**
 * A refund that failed after it had succeeded needs a person: the customer waits for money that came back. A link that was
 * made is kept, and what became of its other steps is looked at.
 */
const lookAtCommand: OutboxHandler<"command.changed"> = async (deps, { payload }) => {
  const { commandId, state } = payload;
  if (state === "failed_later") await raiseFailedRefund(deps.runtime, commandId);
  if (state === "succeeded" || state === "failed")
    await followCommand(linkFollowerOf(deps), commandId);
};

/** The history that just came in is looked at, counted and reconciled once, without waiting for the next round of each. */
const lookAtHistory: OutboxHandler<"import.finished"> = async (deps) => {
  await runDetectors(deps.runtime);
  await refreshOutcomes(deps.runtime);
  await wantEveryLevel(deps, "import.finished");
};

/** Each topic of the outbox and what the worker does about it. */
export const outboxHandlers: { readonly [T in Topic]: OutboxHandler<T> } = {
  "command.requested": toldToScreens,
  "command.changed": lookAtCommand,
  "bulk.changed": toldToScreens,
  "switch.changed": toldToScreens,
  "notification.added": toldToScreens,
  "break-glass.changed": toldToScreens,
  "delegation.changed": toldToScreens,
  "inquiry.changed": toldToScreens,
  "object.projected": lookAtObject,
  "balance.settled": wantBalanceLevel,
  "ledger.posted": toldToScreens,
  "break.opened": toldToScreens,
  "break.changed": toldToScreens,
  "reconciliation.wanted": toldToScreens,
  "reconciliation.finished": toldToScreens,
  "statement.imported": wantBankLevels,
  "period.changed": toldToScreens,
  "backfill.wanted": toldToScreens,
  "backfill.changed": toldToScreens,
  "case.opened": toldToScreens,
  "case.changed": toldToScreens,
  "evidence.staged": toldToScreens,
  "link.changed": toldToScreens,
  "note.changed": toldToScreens,
  "import.finished": lookAtHistory,
};
