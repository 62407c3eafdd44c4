import type { ArgumentSpec } from "./fault-arguments.ts";
import { MONEY_EFFECTS } from "./money-effects.ts";
import { REQUEST_EFFECTS } from "./request-effects.ts";
import { WEBHOOK_EFFECTS } from "./webhook-effects.ts";

/** Where an effect takes place: in a request, a delivery, what the API shows, the account itself, or once and at once. */
export type FaultFamily = "request" | "webhook" | "view" | "account" | "now";

export interface EffectSpec {
  readonly family: FaultFamily;
  readonly about: string;
  readonly arguments: Readonly<Record<string, ArgumentSpec>>;
  /** How often it takes place unless the rule says; null stands for always. */
  readonly count: number | null;
}

const ALL = { ...REQUEST_EFFECTS, ...WEBHOOK_EFFECTS, ...MONEY_EFFECTS };

export type FaultEffect = keyof typeof ALL;

/** Every effect a fault rule may have. */
export const FAULT_EFFECTS: Readonly<Record<FaultEffect, EffectSpec>> = ALL;

/** True for the name of an effect. */
export function isEffect(name: unknown): name is FaultEffect {
  return typeof name === "string" && Object.hasOwn(FAULT_EFFECTS, name);
}

/** The catalogue as `GET /_sandbox/faults/effects` shows it. */
export function describeEffects(): object {
  return {
    effects: Object.entries(FAULT_EFFECTS).map(([name, { count, ...effect }]) => ({
      name,
      ...effect,
      defaultCount: count,
    })),
  };
}
