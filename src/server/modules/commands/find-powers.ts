import type { Actor } from "#core/roles.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { Powers } from "./approval-mandate.policy.ts";
import { findHeldDelegations } from "./mandates.repo.ts";

/** What a person may rest on at this real instant, besides their own role, when they decide. */
export async function findPowers(
  db: Database | Transaction,
  actor: Pick<Actor, "userId">,
  realNow: Date,
): Promise<Powers> {
  return { delegations: await findHeldDelegations(db, actor.userId, realNow) };
}
