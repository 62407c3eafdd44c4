import type { AccountScope } from "#core/mode.ts";
import type { Actor } from "#core/roles.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { Powers } from "./approval-mandate.policy.ts";
import { findHeldDelegations, findOpenBreakGlass } from "./mandates.repo.ts";

/** What a person may rest on at this real instant, besides their own role, when they decide. */
export async function findPowers(
  db: Database | Transaction,
  scope: AccountScope,
  actor: Pick<Actor, "userId">,
  realNow: Date,
): Promise<Powers> {
  const [delegations, breakGlass] = [
    await findHeldDelegations(db, actor.userId, realNow),
    await findOpenBreakGlass(db, scope, actor.userId, realNow),
  ];
  return { delegations, breakGlass };
}
