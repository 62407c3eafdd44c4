import type { Stripe } from "stripe";
import type { World } from "../../world.ts";
import { changeAccount, openAccount } from "./connected-account.ts";
import { type ACCOUNT_TYPES, controllerOfType } from "./controller.ts";
import { provideDue } from "./provide-due.ts";

/** A seller as a marketplace's history needs them. */
export interface SellerFacts {
  readonly type: (typeof ACCOUNT_TYPES)[number];
  readonly country: string;
  readonly currency: string;
  readonly email: string;
  readonly name: string;
  readonly metadata: Record<string, string>;
  /** True for one who has given everything; false leaves the account with all of it due. */
  readonly complete: boolean;
}

/** Opens a connected account that may take card payments and receive transfers. */
export function addConnectedAccount(world: World, facts: SellerFacts): Stripe.Account {
  const { account } = openAccount(world, {
    controller: controllerOfType(facts.type),
    country: facts.country,
    currency: facts.currency,
    email: facts.email,
    metadata: facts.metadata,
    capabilities: ["card_payments", "transfers"],
    displayName: facts.name,
  });
  const opened = changeAccount(world, account.id, {}).account;
  return facts.complete ? provideDue(world, account.id) : opened;
}
