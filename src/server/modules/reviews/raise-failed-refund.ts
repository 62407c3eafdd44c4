import { currency } from "#core/currency.ts";
import { moneyWords } from "#core/money.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findCommand } from "../commands/index.ts";
import { toBaseForRank } from "./base-amount.repo.ts";
import { type Raised, raiseCase } from "./raise-case.ts";

const CERTAIN_BP = 10_000;

/**
 * Opens a case for a refund of ours that failed after it had succeeded: the customer was told that the money comes, the bank
 * sent it back, and the books hold it as owed to them. A person has to reach the customer by another way. Repeatable; null
 * when the command is none, or stands otherwise. Source: https://docs.stripe.com/refunds#failed-refunds
 */
export async function raiseFailedRefund(
  runtime: Runtime,
  commandId: string,
): Promise<Raised | null> {
  const { db, scope, clock } = runtime;
  const command = await findCommand(db, scope, commandId);
  if (command?.kind !== "refund" || command.state !== "failed_later") return null;
  const amount = { amountMinor: command.amount, currency: currency(command.currency) };
  const refundId = command.resultId ?? commandId;
  const why = command.failureCode ?? "unknown";
  return await raiseCase(runtime, {
    kind: "failed_refund",
    dedupeKey: `failed_refund:${refundId}`,
    subject: { type: "payment", id: command.targetId },
    title: `Refund of ${moneyWords(amount)} came back`,
    mention: {
      label: "Failed refund",
      value: `${refundId}, ${moneyWords(amount)}`,
      href: `/overrides/${commandId}`,
    },
    amount,
    amountBase: await toBaseForRank(db, scope, amount, clock.now()),
    suggestion: {
      verdict: "investigate",
      scoreBp: CERTAIN_BP,
      lowBp: CERTAIN_BP,
      highBp: CERTAIN_BP,
      sample: 1,
      detector: "failed-refund",
      detectorVersion: "1",
      reasons: [
        {
          text: `The customer's bank sent it back (${why}): the money is owed to them still.`,
          weightBp: CERTAIN_BP,
        },
      ],
    },
    evidence: { facts: [{ label: "Stripe's reason", value: why, href: null }], series: [] },
    hit: { key: refundId, paymentId: command.targetId, since: command.createdAt, strength: 1 },
  });
}
