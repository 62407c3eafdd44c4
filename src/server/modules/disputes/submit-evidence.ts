import * as z from "zod/mini";
import { stripeIdSchema } from "#core/contracts/shared.ts";
import { DomainError } from "#core/errors.ts";
import type { AccountScope } from "#core/mode.ts";
import { moneyWords } from "#core/money.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { OverrideWork } from "../overrides/index.ts";
import { basisOfDispute, describeDispute, dueWords } from "./describe-dispute.ts";
import { decisionConsequences } from "./dispute-money.ts";
import { awaitsAnswer } from "./dispute-status.policy.ts";
import { type DisputeTarget, requireDispute } from "./dispute-target.repo.ts";
import { whatIsSaid, whatWasSaid } from "./evidence-consequences.ts";
import { readStagedEvidence, type StagedDraft } from "./read-staged-evidence.ts";
import { stagedElsewhere } from "./staged-elsewhere.ts";

const paramsSchema = z.object({
  disputeId: stripeIdSchema,
  /** The version of the draft that was read: another is another request. */
  version: z.int().check(z.minimum(1)),
});
type Params = z.infer<typeof paramsSchema>;

/**
 * Hands the newest staged draft to the bank, exactly as it is; Stripe forwards it once and takes nothing after it.
 * Source: https://docs.stripe.com/api/disputes/update
 */
export const disputeSubmit: OverrideWork<Params, "dispute_update"> = {
  kind: "dispute_submit",
  permission: "dispute:answer",
  audit: "dispute.submit-requested",
  readsBody: "dispute:read-evidence",
  params: paramsSchema,
  operation: () => "dispute_update",
  reasonOf: () => "submit",
  needsNote: () => true,
  notBefore: () => null,
  held: true,
  async plan(tx, { scope, clock }, { disputeId, version }) {
    const target = await requireDispute(tx, scope, disputeId);
    refuseUnanswerable(target, clock.now());
    const draft = await requireDraft(tx, scope, disputeId, version);
    const { dispute, money } = target;
    const claimed = { amountMinor: dispute.amount, currency: dispute.currency };
    const elsewhere = stagedElsewhere(dispute.evidence, draft.texts);
    return {
      ...describeDispute(target),
      fee: null,
      postings: [],
      title: `Submit evidence for ${moneyWords(claimed)}`,
      consequences: [
        {
          tone: "bad",
          text: "This is final: Stripe forwards the evidence to the bank once, and takes no more.",
        },
        ...whatWasSaid(dispute.submissionCount),
        ...whatIsSaid(dispute.reason, draft),
        ...elsewhere.consequences,
        {
          tone: "plain",
          text: `The bank takes evidence until ${dueWords(dispute.evidenceDueAt)}.`,
        },
        ...decisionConsequences({ status: dispute.status, claimed }, money),
      ],
      customerSees: "nothing now; their bank reads what was written, and decides in weeks.",
      basis: [
        ...basisOfDispute(target),
        { label: "Submitted before", value: String(dispute.submissionCount) },
        { label: "Evidence", value: `version ${draft.version}, SHA-256 ${draft.hash}` },
        { label: "Staged at Stripe by others", value: elsewhere.words },
      ],
      body: { evidence: { ...elsewhere.takenBack, ...draft.texts }, submit: true },
    };
  },
  find: async (reader, command) => {
    const dispute = await reader.retrieve("dispute", command.targetId);
    return dispute?.metadata["command_id"] === command.id ? dispute : null;
  },
  answer: (dispute) => ({
    objectId: dispute.id,
    objectStatus: dispute.status,
    answer: "succeeded",
    failure: null,
  }),
};

/** Throws DISPUTE_NOT_OPEN for what Stripe, or the bank behind it, would take no evidence for. */
function refuseUnanswerable({ dispute }: DisputeTarget, now: Date): void {
  const { status, evidenceDueAt, enhancedEligibility } = dispute;
  const refuse = (why: string) => new DomainError("DISPUTE_NOT_OPEN", { status, why });
  if (!awaitsAnswer(status))
    throw refuse(`The dispute is ${status.replaceAll("_", " ")}: it takes no evidence any more.`);
  if (evidenceDueAt !== null && evidenceDueAt <= now)
    throw refuse(`The time to answer ended on ${dueWords(evidenceDueAt)}.`);
  if (enhancedEligibility.some((name) => name.endsWith("_compliance")))
    throw refuse("The network's fee is to be acknowledged first, in Stripe's own dashboard.");
}

/** The newest draft, which must be the one that was asked for. Throws EVIDENCE_NOT_STAGED and EVIDENCE_SUPERSEDED. */
async function requireDraft(
  tx: Transaction,
  scope: AccountScope,
  disputeId: string,
  version: number,
): Promise<StagedDraft> {
  const draft = await readStagedEvidence(tx, scope, disputeId);
  if (draft === null || Object.keys(draft.texts).length === 0)
    throw new DomainError("EVIDENCE_NOT_STAGED", { why: "No evidence is staged any more." });
  if (draft.version !== version)
    throw new DomainError("EVIDENCE_SUPERSEDED", {
      version: draft.version,
      why: `Version ${draft.version} of the evidence was staged since; this asks for version ${version}.`,
    });
  return draft;
}
