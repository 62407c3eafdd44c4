import type { Stripe } from "stripe";
import type { Actor } from "#core/roles.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";

/** Something at Stripe that commands are about. */
export interface Target {
  readonly subject: string;
  /** What a person names: a payment, an invoice, a customer. */
  readonly id: string;
  /** What carries the money: the charge of a payment. */
  readonly objectId: string;
}

/** What a person asks for; amounts in minor units, as text where they pass between processes. */
export interface Asked {
  readonly subject: string;
  readonly commandId: string;
  readonly targetId: string;
  readonly amount: string;
}

/** What Stripe did for commands and for others, as its own account tells. */
export interface EffectAtStripe {
  readonly id: string;
  /** From `metadata.command_id`; null when nobody at the console made it. */
  readonly commandId: string | null;
  /** What it was done to, as in {@link Target}. */
  readonly objectId: string;
  readonly amount: bigint;
  /** In Stripe's word. */
  readonly status: string | null;
  /** Whether its money is gone or going. */
  readonly counts: boolean;
}

/** A kind of override under test. Another one joins the campaign with one of these and a line in `subjects.ts`. */
export interface Subject {
  readonly kind: string;
  /** Of the request that carries it out. */
  readonly path: string;
  /** The idempotency key of its first request. */
  readonly keyOf: (commandId: string) => string;
  /** Of the list that tells what became of it. */
  readonly listPath: string;
  /** Makes something at Stripe that this kind can be asked about; `card` is one of the sandbox's test cards. */
  arrange(stripe: Stripe, card: string): Promise<Target>;
  /** Previews and asks, as a person does. Out: the command's state. Throws DomainError. */
  ask(runtime: Runtime, actor: Actor, asked: Asked): Promise<string>;
  /** Does the same in Stripe's dashboard, past the console; refused there is fine. */
  outside(stripe: Stripe, target: Target, amount: number): Promise<void>;
  /** Whether the console has heard of it, so that people can ask. */
  isKnown(owner: Database, target: Target): Promise<boolean>;
  /** Everything of this kind that was done at Stripe to these. */
  effects(stripe: Stripe, targets: readonly Target[]): Promise<readonly EffectAtStripe[]>;
  /** Whether the console shows these as they are at Stripe. */
  isShown(owner: Database, effects: readonly EffectAtStripe[]): Promise<boolean>;
}

/** For what is done in the dashboard: that Stripe refuses it is an outcome like any other. */
export function ignoreRefusal(error: unknown): void {
  const refused =
    error instanceof Error && "type" in error && String(error.type).startsWith("Stripe");
  if (!refused) throw error;
}
