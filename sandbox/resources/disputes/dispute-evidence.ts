import type { Stripe } from "stripe";
import { invalidParameter } from "../../protocol/api-error.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import type { World } from "../../world.ts";
import { readEnhancedEvidence } from "./enhanced-evidence.ts";

/** Longest single text, and all of them together (docs.stripe.com/api/disputes/update). */
const TEXT_LIMIT = 20_000;
const TOTAL_LIMIT = 150_000;

type PlainEvidence = Omit<Stripe.Dispute.Evidence, "enhanced_evidence" | "appeal">;

/** A dispute to which nothing was said yet. */
export const NO_EVIDENCE: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};

/** Fields that hold the id of an uploaded file. The sandbox keeps no files, so only the form of the id is checked. */
const FILES = new Set<string>([
  "cancellation_policy",
  "customer_communication",
  "customer_signature",
  "duplicate_charge_documentation",
  "receipt",
  "refund_policy",
  "service_documentation",
  "shipping_documentation",
  "uncategorized_file",
] satisfies (keyof PlainEvidence)[]);

/** `current` with the request's evidence merged in; an empty text takes a field back. */
export function readEvidence(
  world: World,
  params: RequestParams,
  current: Stripe.Dispute.Evidence,
): Stripe.Dispute.Evidence {
  // Appeals are a stage that no dispute of the sandbox reaches.
  if (params.has("evidence.appeal")) {
    throw invalidParameter(null, "This dispute cannot be appealed.", "evidence[appeal]");
  }
  const changes: Record<string, string | null> = {};
  for (const name of Object.keys(NO_EVIDENCE)) {
    if (name === "enhanced_evidence") continue;
    const text = params.nullableString(`evidence.${name}`);
    if (text === undefined) continue;
    if (text !== null) checkText(name, text);
    changes[name] = text;
  }
  const merged = {
    ...current,
    ...changes,
    enhanced_evidence: readEnhancedEvidence(world, params, current.enhanced_evidence),
  };
  const total = Object.values(merged).reduce<number>(
    (sum, value) => sum + (typeof value === "string" ? value.length : 0),
    0,
  );
  if (total > TOTAL_LIMIT) {
    throw invalidParameter(
      null,
      `The combined character count of all evidence is limited to ${TOTAL_LIMIT}; you sent ${total}.`,
      "evidence",
    );
  }
  return merged;
}

function checkText(name: string, text: string): void {
  const param = `evidence[${name}]`;
  if (FILES.has(name) && !/^file_\w+$/.test(text)) {
    throw invalidParameter("resource_missing", `No such file upload: '${text}'`, param);
  }
  if (text.length > TEXT_LIMIT) {
    throw invalidParameter(
      null,
      `Invalid string: ${text.slice(0, 20)}…${text.slice(-10)}; must be at most ${TEXT_LIMIT} characters`,
      param,
    );
  }
}

/** Whether anything is staged that a bank could read. */
export function hasEvidence(evidence: Stripe.Dispute.Evidence): boolean {
  return Object.values(evidence).some((value: unknown) =>
    typeof value === "object" && value !== null
      ? Object.keys(value).length > 0
      : typeof value === "string",
  );
}
