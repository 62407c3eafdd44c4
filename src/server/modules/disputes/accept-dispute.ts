import * as z from "zod/mini";
import { stripeIdSchema } from "#core/contracts/shared.ts";
import { DomainError } from "#core/errors.ts";
import { moneyWords } from "#core/money.ts";
import { findClearingJournal } from "../ledger/index.ts";
import type { OverrideWork } from "../overrides/index.ts";
import { basisOfDispute, describeDispute } from "./describe-dispute.ts";
import { lossConsequences, lossPostings } from "./dispute-money.ts";
import { requireDispute } from "./dispute-target.repo.ts";
import { readStagedEvidence } from "./read-staged-evidence.ts";

const paramsSchema = z.object({ disputeId: stripeIdSchema });
type Params = z.infer<typeof paramsSchema>;

/**
 * Gives a dispute up: it is lost at once, and for good. Stripe takes that only of a dispute that waits for our answer, never
 * of an inquiry. Source: https://docs.stripe.com/api/disputes/close
 */
export const disputeAccept: OverrideWork<Params, "dispute_close"> = {
  kind: "dispute_accept",
  permission: "dispute:answer",
  audit: "dispute.accept-requested",
  params: paramsSchema,
  operation: () => "dispute_close",
  reasonOf: () => "accept",
  needsNote: () => true,
  notBefore: () => null,
  held: true,
  async plan(tx, { scope }, { disputeId }) {
    const target = await requireDispute(tx, scope, disputeId);
    const { dispute, money } = target;
    if (dispute.status !== "needs_response")
      throw new DomainError("DISPUTE_NOT_ACCEPTABLE", {
        status: dispute.status,
        why: whyNot(dispute.status),
      });
    const draft = await readStagedEvidence(tx, scope, disputeId);
    const claimed = { amountMinor: dispute.amount, currency: dispute.currency };
    return {
      ...describeDispute(target),
      fee: null,
      postings: lossPostings(money),
      title: `Accept the dispute of ${moneyWords(claimed)}`,
      consequences: [
        {
          tone: "bad",
          text: "This is final: the dispute is lost at once, and no evidence can be handed in any more.",
        },
        ...lossConsequences({ claimed }, money),
        ...(draft === null
          ? []
          : [
              {
                tone: "warn" as const,
                text: `Version ${draft.version} of the evidence is staged and would never be sent.`,
              },
            ]),
      ],
      customerSees: "the dispute decided in their favour, from their bank.",
      basis: [
        ...basisOfDispute(target),
        {
          label: "Evidence",
          value: draft === null ? "none is staged" : `version ${draft.version} is staged`,
        },
      ],
      body: {},
    };
  },
  find: async (reader, command) => {
    const dispute = await reader.retrieve("dispute", command.targetId);
    return dispute?.status === "lost" ? dispute : null;
  },
  posted: (db, scope, command) => findClearingJournal(db, scope, command.targetId),
  answer: (dispute) => ({
    objectId: dispute.id,
    objectStatus: dispute.status,
    answer: "succeeded",
    failure: null,
  }),
};

function whyNot(status: string): string {
  if (status.startsWith("warning_"))
    return "It is an inquiry: there is nothing to accept. A refund settles it.";
  return `The dispute is ${status.replaceAll("_", " ")}: there is nothing to accept any more.`;
}
