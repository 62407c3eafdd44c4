import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { StripeObjects } from "#server/platform/stripe/stripe-objects.ts";
import { systemActor } from "../audit/index.ts";
import { lockCommand, type Settlement, settleCommand } from "../commands/index.ts";
import { recomputeChargeGuard } from "./recompute-charge-guard.ts";
import { refundRow } from "./refund-row.ts";
import {
  findPaymentOfCharge,
  findRefund,
  insertRefundIfAbsent,
  type RefundRow,
  upsertRefund,
} from "./refunds.repo.ts";
import { closeReservation, findReservation } from "./reservations.repo.ts";

/** Who brought a refund's state: the object's own lane or import, whose word is the newest, or the executor's answer. */
export type RefundSource = "projector" | "executor";

/**
 * Takes in one refund of Stripe's: its row, the command that made it, the command's reservation and the charge's guard.
 * Repeatable, and the same whoever comes first. Refunds made outside the console are taken in like any other.
 * False when the refund names a command that it does not belong to.
 */
export async function settleRefund(
  tx: Transaction,
  scope: AccountScope,
  refund: StripeObjects["refund"],
  by: { source: RefundSource; at: Date },
): Promise<boolean> {
  const claimed = await completeRow(tx, scope, refundRow(scope, refund));
  // The command's lock comes first for everyone, so that a webhook and the executor's answer cannot wait for each other.
  if (claimed.commandId !== null) await lockCommand(tx, scope, claimed.commandId);
  const mine = claimed.commandId === null ? null : await ownCommand(tx, claimed);
  const row = { ...claimed, commandId: mine };
  if (by.source === "projector") await upsertRefund(tx, row);
  else await insertRefundIfAbsent(tx, row);
  const stored = (await findRefund(tx, scope, row.id)) ?? row;
  const settled =
    mine === null
      ? null
      : await settleCommand(tx, scope, settlement(mine, stored), {
          actor: systemActor(by.source),
          at: by.at,
        });
  if (mine !== null && settled?.resultId === stored.id) {
    await closeReservation(tx, mine, isFailed(stored.status) ? "released" : "converted");
  }
  if (stored.chargeId !== null) await recomputeChargeGuard(tx, scope, stored.chargeId);
  return settled?.resultId === stored.id;
}

async function completeRow(
  tx: Transaction,
  scope: AccountScope,
  row: RefundRow,
): Promise<RefundRow> {
  if (row.paymentId !== null || row.chargeId === null) return row;
  return { ...row, paymentId: await findPaymentOfCharge(tx, scope, row.chargeId) };
}

/** The claimed command, if the refund is what it reserved: same charge, amount and currency. */
async function ownCommand(tx: Transaction, row: RefundRow): Promise<string | null> {
  if (row.commandId === null) return null;
  const reservation = await findReservation(tx, row.commandId);
  const same =
    reservation?.accountId === row.accountId &&
    reservation.livemode === row.livemode &&
    reservation.chargeId === row.chargeId &&
    reservation.amount === row.amount &&
    reservation.currency === row.currency;
  return same ? row.commandId : null;
}

function settlement(commandId: string, row: RefundRow): Settlement {
  const base = { commandId, objectId: row.id, objectStatus: row.status };
  if (row.status === "succeeded") return { ...base, answer: "succeeded", failure: null };
  if (!isFailed(row.status)) return { ...base, answer: "pending", failure: null };
  return {
    ...base,
    answer: "failed",
    failure: { code: row.failureReason ?? row.status, message: `The refund is ${row.status}.` },
  };
}

function isFailed(status: string): boolean {
  return status === "failed" || status === "canceled";
}
