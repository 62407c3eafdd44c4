import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import { createdConditions, equals, objectPage, PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import type { World } from "../../world.ts";
import { requireObject } from "../change-object.ts";
import { changeDispute, renderDispute } from "./change-dispute.ts";
import { hasEvidence, readEvidence } from "./dispute-evidence.ts";
import { closeAs, submitEvidence } from "./dispute-outcomes.ts";
import { eligibilityOf } from "./enhanced-evidence.ts";

const ANSWERABLE = new Set<string>(["needs_response", "warning_needs_response"]);
const METHODS = ["manual", "prefer_manual", "prefer_smart_disputes", "smart_disputes"] as const;

function list({ world, params }: RouteCall): object {
  const page = objectPage(world.store, "dispute", params, "/v1/disputes", [
    ...equals("charge", params.string("charge")),
    ...equals("payment_intent", params.string("payment_intent")),
    ...createdConditions("dispute", params.range("created")),
  ]);
  return { ...page, data: page.data.map((dispute) => renderDispute(world, dispute)) };
}

/** Evidence is submitted unless `submit` is false; metadata alone never is. */
function update({ world, params, id }: RouteCall): object {
  const dispute = requireObject(world, "dispute", id);
  const answers = params.has("evidence");
  const submits = params.boolean("submit") ?? answers;
  if ((answers || submits) && !ANSWERABLE.has(dispute.status)) {
    throw refused(
      `Evidence for this dispute can no longer be changed because it has a status of ${dispute.status}.`,
      { code: "status_transition_invalid" },
    );
  }
  const staged = {
    ...readChange(world, params, dispute),
    metadata: params.metadata(dispute.metadata),
  };
  if (!submits) return changeDispute(world, dispute, staged, ["charge.dispute.updated"]);
  requireSubmittable(staged.evidence_details, staged.evidence);
  return submitEvidence(world, dispute, staged);
}

function readChange(
  world: World,
  params: RequestParams,
  dispute: Stripe.Dispute,
): Pick<Stripe.Dispute, "evidence" | "evidence_details" | "intended_submission_method"> {
  const method = params.oneOf("intended_submission_method", METHODS);
  if (method?.includes("smart") === true) {
    throw refused("Smart Disputes is not available for this dispute.", {
      code: "smart_disputes_not_available",
      param: "intended_submission_method",
    });
  }
  const evidence = readEvidence(world, params, dispute.evidence);
  return {
    evidence,
    evidence_details: {
      ...dispute.evidence_details,
      has_evidence: hasEvidence(evidence),
      enhanced_eligibility: eligibilityOf(
        dispute.enhanced_eligibility_types,
        evidence.enhanced_evidence,
      ),
    },
    intended_submission_method: method ?? dispute.intended_submission_method,
  };
}

/** Compliance disputes are answered only after their network fee was acknowledged. */
function requireSubmittable(
  { enhanced_eligibility: programs }: Stripe.Dispute.EvidenceDetails,
  evidence: Stripe.Dispute.Evidence,
): void {
  if (!hasEvidence(evidence)) {
    throw refused("There is no evidence to submit.", { param: "evidence" });
  }
  const fees = [programs.visa_compliance?.status, programs.mastercard_compliance?.status];
  if (fees.includes("requires_fee_acknowledgement")) {
    throw refused("Acknowledge the network's fee before you submit evidence for this dispute.", {
      param: "evidence[enhanced_evidence]",
    });
  }
}

/** Accepts a dispute: it is lost, for good. An inquiry is settled by a refund instead. */
function close({ world, id }: RouteCall): object {
  const dispute = requireObject(world, "dispute", id);
  if (dispute.status !== "needs_response") {
    throw refused(
      `This dispute cannot be closed because it has a status of ${dispute.status}. Only a dispute with the status needs_response may be closed.`,
      { code: "status_transition_invalid" },
    );
  }
  return closeAs(world, dispute, "lost");
}

export const disputeRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v1/disputes",
    accepts: [...PAGE_PARAMS, "charge", "payment_intent", "created"],
    handle: list,
  },
  {
    method: "GET",
    path: "/v1/disputes/:id",
    accepts: [],
    handle: ({ world, id }) => renderDispute(world, requireObject(world, "dispute", id)),
  },
  {
    method: "POST",
    path: "/v1/disputes/:id",
    accepts: ["evidence", "submit", "metadata", "intended_submission_method"],
    handle: update,
  },
  { method: "POST", path: "/v1/disputes/:id/close", accepts: [], handle: close },
];
