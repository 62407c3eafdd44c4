import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import { createdConditions, equals, objectPage, PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { Route } from "../../protocol/route.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { addObject, changeObject, requireObject } from "../change-object.ts";

/** What an issuer may say happened (docs.stripe.com/api/radar/early_fraud_warnings/object). */
export const FRAUD_TYPES = [
  "card_never_received",
  "fraudulent_card_application",
  "made_with_counterfeit_card",
  "made_with_lost_card",
  "made_with_stolen_card",
  "misc",
  "unauthorized_use_of_card",
] as const;
export type FraudType = (typeof FRAUD_TYPES)[number];

/** The issuer reports fraud, mostly days before a dispute. Throws 400 for a payment that was not made with a card. */
export function addEarlyFraudWarning(
  world: World,
  { id: chargeId }: Pick<Stripe.Charge, "id">,
  fraudType: FraudType,
): Stripe.Radar.EarlyFraudWarning {
  const charge = requireObject(world, "charge", chargeId, "charge");
  if (!charge.paid || charge.payment_method_details?.type !== "card") {
    throw refused(`Charge ${charge.id} is no paid card payment.`, { charge: charge.id });
  }
  const intent = idOf(charge.payment_intent);
  const warning: Stripe.Radar.EarlyFraudWarning = {
    id: world.ids.next("issfr_1", 23),
    object: "radar.early_fraud_warning",
    actionable: isActionable(charge),
    charge: charge.id,
    created: world.clock.nowSeconds(),
    fraud_type: fraudType,
    livemode: false,
    ...(intent === null ? {} : { payment_intent: intent }),
  };
  return addObject(world, "early_fraud_warning", warning, "radar.early_fraud_warning.created");
}

function isActionable({ disputed, refunded }: Stripe.Charge): boolean {
  return !disputed && !refunded;
}

/** Says again of the warnings of a charge whether anything can be done: not once it is disputed or given back in full. */
export function refreshWarnings(world: World, charge: Stripe.Charge): void {
  const warnings = world.store.find("early_fraud_warning", {
    conditions: [{ sql: "charge = ?", values: [charge.id] }],
    order: "oldest",
    limit: 100,
  });
  const actionable = isActionable(charge);
  for (const warning of warnings) {
    if (warning.actionable === actionable) continue;
    changeObject(world, "early_fraud_warning", warning, { actionable }, [
      "radar.early_fraud_warning.updated",
    ]);
  }
}

const PATH = "/v1/radar/early_fraud_warnings";

export const earlyFraudWarningRoutes: readonly Route[] = [
  {
    method: "GET",
    path: PATH,
    accepts: [...PAGE_PARAMS, "charge", "payment_intent", "created"],
    handle: ({ world, params }) =>
      objectPage(world.store, "early_fraud_warning", params, PATH, [
        ...equals("charge", params.string("charge")),
        ...equals("payment_intent", params.string("payment_intent")),
        ...createdConditions("early_fraud_warning", params.range("created")),
      ]),
  },
  {
    method: "GET",
    path: `${PATH}/:id`,
    accepts: [],
    handle: ({ world, id }) => requireObject(world, "early_fraud_warning", id),
  },
];
