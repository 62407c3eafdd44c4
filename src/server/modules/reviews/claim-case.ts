import type { CaseDetail } from "#core/contracts/reviews.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor } from "../audit/index.ts";
import { scoreLimitOf, whyNotDecide } from "./case-authority.policy.ts";
import { findCase } from "./cases.repo.ts";
import { tellOfCase } from "./change-case.ts";
import { demandOpen, whoHasIt } from "./demand-hold.ts";
import { getCase } from "./get-case.ts";
import { type Claim, claimNext, claimOne } from "./queue.repo.ts";
import { judged } from "./reviews.views.ts";

/**
 * Takes a case for the length of a lease: the named one, or the first that waits. Throws NO_CASE_WAITING;
 * for a named one NOT_FOUND, CASE_CLOSED, CASE_CLAIMED_BY_OTHER (with the holder's name), or CASE_NEEDS_FINANCE when it
 * was escalated away from the caller.
 */
export async function claimCase(
  runtime: Runtime,
  actor: Actor,
  caseId: string | undefined,
): Promise<CaseDetail> {
  const realNow = runtime.clock.realNow();
  const claim: Claim = {
    personId: actor.userId,
    scoreLimitBp: scoreLimitOf(actor.role),
    now: runtime.clock.now(),
    realNow,
    leaseUntil: new Date(realNow.getTime() + runtime.settings.caseLeaseMs),
  };
  const taken = await runtime.db.transaction((tx) =>
    caseId === undefined
      ? takeNext(tx, runtime, actor, claim)
      : takeOne(tx, runtime, actor, { claim, caseId }),
  );
  return await getCase(runtime, actor, taken);
}

async function takeNext(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  claim: Claim,
): Promise<string> {
  const id = await claimNext(tx, runtime.scope, claim);
  if (id === null) throw new DomainError("NO_CASE_WAITING");
  await recordClaim(tx, runtime, actor, id);
  return id;
}

async function takeOne(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  wanted: { claim: Claim; caseId: string },
): Promise<string> {
  const { claim, caseId } = wanted;
  const seen = demandOpen(await findCase(tx, runtime.scope, caseId), caseId);
  const why = seen.state === "escalated" ? whyNotDecide(actor, judged(seen)) : null;
  if (why !== null) throw new DomainError("CASE_NEEDS_FINANCE", { why });
  const taken = await claimOne(tx, runtime.scope, caseId, claim);
  if (taken === null) {
    const row = demandOpen(await findCase(tx, runtime.scope, caseId), caseId);
    throw new DomainError("CASE_CLAIMED_BY_OTHER", await whoHasIt(tx, row, claim.realNow));
  }
  if (taken === "new") await recordClaim(tx, runtime, actor, caseId);
  return caseId;
}

async function recordClaim(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  id: string,
): Promise<void> {
  const row = demandOpen(await findCase(tx, runtime.scope, id), id);
  await tellOfCase(tx, runtime.scope, row, { by: personActor(actor), action: "case.claimed" });
}
