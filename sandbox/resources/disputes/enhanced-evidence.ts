import type { Stripe } from "stripe";
import { invalidParameter } from "../../protocol/api-error.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { readAddress } from "../address.ts";
import { requireObject } from "../change-object.ts";

type Enhanced = Stripe.Dispute.Evidence.EnhancedEvidence;
type Compelling = NonNullable<Enhanced["visa_compelling_evidence_3"]>;
type Disputed = NonNullable<Compelling["disputed_transaction"]>;
type Prior = Compelling["prior_undisputed_transactions"][number];
type Eligibility = Stripe.Dispute.EvidenceDetails.EnhancedEligibility;
type RequiredAction = NonNullable<
  Eligibility["visa_compelling_evidence_3"]
>["required_actions"][number];

const DAY_SECONDS = 86_400;
/** Visa's rule: two undisputed payments with the same card, 120 to 365 days before the disputed one. */
const PRIORS = { needed: 2, youngest: 120 * DAY_SECONDS, oldest: 365 * DAY_SECONDS };
const GOODS = ["merchandise", "services"] as const;
const PRIOR_LIMIT = 100;

/** Which programs for more evidence a dispute qualifies for (docs.stripe.com/disputes/visa-compelling-evidence). */
export function eligibleTypes(
  world: World,
  charge: Stripe.Charge,
  card: Stripe.Dispute.PaymentMethodDetails.Card | undefined,
  facts: { readonly reason: string; readonly compellingEvidence?: boolean },
): Stripe.Dispute.EnhancedEligibilityType[] {
  if (card?.case_type === "compliance") {
    if (card.brand === "mastercard") return ["mastercard_compliance"];
    return card.brand === "visa" ? ["visa_compliance"] : [];
  }
  const ce3 =
    card?.brand === "visa" && card.case_type === "chargeback" && facts.reason === "fraudulent";
  if (!ce3) return [];
  const qualifies =
    facts.compellingEvidence === true || undisputedPriors(world, charge) >= PRIORS.needed;
  return qualifies ? ["visa_compelling_evidence_3"] : [];
}

function undisputedPriors(world: World, charge: Stripe.Charge): number {
  const customer = idOf(charge.customer);
  const fingerprint = charge.payment_method_details?.card?.fingerprint;
  if (customer === null || fingerprint === undefined || fingerprint === null) return 0;
  const earlier = world.store.find("charge", {
    conditions: [
      {
        sql: "customer = ? AND created BETWEEN ? AND ?",
        values: [customer, charge.created - PRIORS.oldest, charge.created - PRIORS.youngest],
      },
    ],
    order: "newest",
    limit: PRIOR_LIMIT,
  });
  return earlier.filter(
    (prior) =>
      prior.paid &&
      !prior.disputed &&
      prior.payment_method_details?.card?.fingerprint === fingerprint,
  ).length;
}

/** How far each program's evidence has come. */
export function eligibilityOf(
  types: readonly Stripe.Dispute.EnhancedEligibilityType[],
  evidence: Enhanced,
): Eligibility {
  const fee = (program: { fee_acknowledged: boolean } | undefined) =>
    program?.fee_acknowledged === true
      ? ("fee_acknowledged" as const)
      : ("requires_fee_acknowledgement" as const);
  const actions = requiredActions(evidence.visa_compelling_evidence_3);
  return {
    ...(types.includes("visa_compelling_evidence_3")
      ? {
          visa_compelling_evidence_3: {
            required_actions: actions,
            status: actions.length === 0 ? ("qualified" as const) : ("requires_action" as const),
          },
        }
      : {}),
    ...(types.includes("visa_compliance")
      ? { visa_compliance: { status: fee(evidence.visa_compliance) } }
      : {}),
    ...(types.includes("mastercard_compliance")
      ? { mastercard_compliance: { status: fee(evidence.mastercard_compliance) } }
      : {}),
  };
}

function requiredActions(evidence: Compelling | undefined): RequiredAction[] {
  const now = evidence?.disputed_transaction ?? null;
  const priors = evidence?.prior_undisputed_transactions ?? [];
  const missing: [RequiredAction, boolean][] = [
    ["missing_customer_identifiers", now === null || !priors.every((p) => matches(now, p))],
    ["missing_disputed_transaction_description", (now?.product_description ?? null) === null],
    ["missing_merchandise_or_services", (now?.merchandise_or_services ?? null) === null],
    [
      "missing_prior_undisputed_transaction_description",
      priors.some((prior) => prior.product_description === null),
    ],
    ["missing_prior_undisputed_transactions", priors.length < PRIORS.needed],
  ];
  return missing.flatMap(([action, applies]) => (applies ? [action] : []));
}

const DEVICES = [
  "customer_purchase_ip",
  "customer_device_id",
  "customer_device_fingerprint",
] as const;

/** Visa wants two identifiers that agree, one of them the address or the device of the buyer. */
function matches(now: Disputed, prior: Prior): boolean {
  const same = (
    name: (typeof DEVICES)[number] | "customer_account_id" | "customer_email_address",
  ) => now[name] !== null && now[name] === prior[name];
  const devices = DEVICES.filter(same).length;
  const shipped =
    now.shipping_address !== null &&
    JSON.stringify(now.shipping_address) === JSON.stringify(prior.shipping_address);
  const others = [same("customer_account_id"), same("customer_email_address"), shipped];
  return devices >= 1 && devices + others.filter(Boolean).length >= 2;
}

/** `current` with the request's evidence for these programs; an empty `enhanced_evidence` takes it all back. */
export function readEnhancedEvidence(
  world: World,
  params: RequestParams,
  current: Enhanced,
): Enhanced {
  const path = "evidence.enhanced_evidence";
  if (params.unsets(path)) return {};
  const merged: Enhanced = { ...current };
  for (const program of ["mastercard_compliance", "visa_compliance"] as const) {
    const acknowledged = params.boolean(`${path}.${program}.fee_acknowledged`);
    if (acknowledged !== undefined) merged[program] = { fee_acknowledged: acknowledged };
  }
  if (params.has(`${path}.visa_compelling_evidence_3`)) {
    merged.visa_compelling_evidence_3 = readCompelling(
      world,
      params,
      `${path}.visa_compelling_evidence_3`,
      current.visa_compelling_evidence_3,
    );
  }
  return merged;
}

function readCompelling(
  world: World,
  params: RequestParams,
  path: string,
  current: Compelling | undefined,
): Compelling {
  const own = `${path}.disputed_transaction`;
  const list = `${path}.prior_undisputed_transactions`;
  return {
    disputed_transaction: params.has(own)
      ? {
          ...readIdentifiers(params, own),
          merchandise_or_services: params.oneOf(`${own}.merchandise_or_services`, GOODS) ?? null,
        }
      : (current?.disputed_transaction ?? null),
    prior_undisputed_transactions: params.has(list)
      ? (params.groups(list) ?? []).map((prior) => readPrior(world, prior, list))
      : (current?.prior_undisputed_transactions ?? []),
  };
}

function readPrior(world: World, params: RequestParams, path: string): Prior {
  const charge = requireObject(world, "charge", params.requiredString("charge"), path);
  if (charge.disputed) {
    throw invalidParameter(null, `Charge ${charge.id} is disputed as well.`, path);
  }
  return { charge: charge.id, ...readIdentifiers(params, "") };
}

function readIdentifiers(params: RequestParams, path: string): Omit<Prior, "charge"> {
  const at = (name: string): string => (path === "" ? name : `${path}.${name}`);
  const text = (name: string): string | null => params.nullableString(at(name)) ?? null;
  return {
    customer_account_id: text("customer_account_id"),
    customer_device_fingerprint: text("customer_device_fingerprint"),
    customer_device_id: text("customer_device_id"),
    customer_email_address: text("customer_email_address"),
    customer_purchase_ip: text("customer_purchase_ip"),
    product_description: text("product_description"),
    shipping_address: readAddress(params, at("shipping_address")) ?? null,
  };
}
