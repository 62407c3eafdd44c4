import type { Stripe } from "stripe";
import { invalidParameter } from "../../protocol/api-error.ts";
import type { RequestParams } from "../../protocol/request-params.ts";

export const ACCOUNT_TYPES = ["standard", "express", "custom"] as const;
type NamedType = (typeof ACCOUNT_TYPES)[number];
type Shape = Required<Omit<Stripe.Account.Controller, "is_controller" | "type">>;

/** What the three older account types stand for (docs.stripe.com/connect/migrate-to-controller-properties). */
const CONTROLLERS: Readonly<Record<NamedType, Shape>> = {
  standard: {
    fees: { payer: "account" },
    losses: { payments: "stripe" },
    requirement_collection: "stripe",
    stripe_dashboard: { type: "full" },
  },
  express: {
    fees: { payer: "application_express" },
    losses: { payments: "application" },
    requirement_collection: "stripe",
    stripe_dashboard: { type: "express" },
  },
  custom: {
    fees: { payer: "application_custom" },
    losses: { payments: "application" },
    requirement_collection: "application",
    stripe_dashboard: { type: "none" },
  },
};

/** The controller of one of the named types, with the type beside it. */
export function controllerOfType(type: NamedType): Pick<Stripe.Account, "controller" | "type"> {
  return {
    controller: { ...CONTROLLERS[type], is_controller: true, type: "application" },
    type,
  };
}

/** Reads `type` or `controller`, which exclude each other; without either it is a standard account. */
export function readController(params: RequestParams): Pick<Stripe.Account, "controller" | "type"> {
  const type = params.oneOf("type", ACCOUNT_TYPES);
  if (!params.has("controller")) return controllerOfType(type ?? "standard");
  if (type !== undefined) {
    throw invalidParameter(
      "parameters_exclusive",
      "You may only specify one of these parameters: controller, type.",
      "type",
    );
  }
  const usual = CONTROLLERS.standard;
  const shape: Shape = {
    fees: {
      payer: params.oneOf("controller.fees.payer", ["account", "application"]) ?? usual.fees.payer,
    },
    losses: {
      payments:
        params.oneOf("controller.losses.payments", ["stripe", "application"]) ??
        usual.losses.payments,
    },
    requirement_collection:
      params.oneOf("controller.requirement_collection", ["stripe", "application"]) ??
      usual.requirement_collection,
    stripe_dashboard: {
      type:
        params.oneOf("controller.stripe_dashboard.type", ["full", "express", "none"]) ??
        usual.stripe_dashboard.type,
    },
  };
  const same = JSON.stringify(shape) === JSON.stringify(usual);
  return {
    controller: { ...shape, is_controller: true, type: "application" },
    type: same ? "standard" : "none",
  };
}
