import type { Stripe } from "stripe";
import type { World } from "../../world.ts";
import { addObject } from "../change-object.ts";
import type { BillingInterval } from "./billing-period.ts";
import { decimalText } from "./decimal-text.ts";

export interface ProductFacts {
  readonly name: string;
  /** Chosen by the caller; null lets the account choose. */
  readonly id?: string | null;
  readonly description?: string | null;
  readonly active?: boolean;
  readonly metadata?: Record<string, string>;
}

/** Saves a product and tells so by `product.created`. */
export function addProduct(world: World, facts: ProductFacts): Stripe.Product {
  const now = world.clock.nowSeconds();
  return addObject(
    world,
    "product",
    {
      id: facts.id ?? world.ids.next("prod_", 14),
      object: "product",
      active: facts.active ?? true,
      created: now,
      default_price: null,
      description: facts.description ?? null,
      images: [],
      livemode: false,
      marketing_features: [],
      metadata: facts.metadata ?? {},
      name: facts.name,
      package_dimensions: null,
      shippable: null,
      statement_descriptor: null,
      tax_code: null,
      tax_details: null,
      type: "service",
      unit_label: null,
      updated: now,
      url: null,
    },
    "product.created",
  );
}

export interface PriceFacts {
  readonly product: string;
  /** Minor units of `currency`. */
  readonly unitAmount: number;
  readonly currency: string;
  /** Null for a price that is charged once. */
  readonly recurring: (BillingInterval & { readonly trialPeriodDays?: number | null }) | null;
  readonly active?: boolean;
  readonly nickname?: string | null;
  readonly lookupKey?: string | null;
  readonly taxBehavior?: Stripe.Price.TaxBehavior;
  readonly metadata?: Record<string, string>;
}

/** Saves a price per unit and tells so by `price.created`. */
export function addPrice(world: World, facts: PriceFacts): Stripe.Price {
  const { recurring } = facts;
  return addObject(
    world,
    "price",
    {
      id: world.ids.next("price_1", 23),
      object: "price",
      active: facts.active ?? true,
      billing_scheme: "per_unit",
      created: world.clock.nowSeconds(),
      currency: facts.currency,
      custom_unit_amount: null,
      livemode: false,
      lookup_key: facts.lookupKey ?? null,
      metadata: facts.metadata ?? {},
      nickname: facts.nickname ?? null,
      product: facts.product,
      recurring:
        recurring === null
          ? null
          : {
              interval: recurring.interval,
              interval_count: recurring.interval_count,
              meter: null,
              trial_period_days: recurring.trialPeriodDays ?? null,
              usage_type: "licensed",
            },
      tax_behavior: facts.taxBehavior ?? "unspecified",
      tiers_mode: null,
      transform_quantity: null,
      type: recurring === null ? "one_time" : "recurring",
      unit_amount: facts.unitAmount,
      unit_amount_decimal: decimalText(facts.unitAmount),
    },
    "price.created",
  );
}
