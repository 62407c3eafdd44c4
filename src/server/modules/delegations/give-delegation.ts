import type * as z from "zod/mini";
import type { Delegations, giveDelegationInput } from "#core/contracts/delegations.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import { atDatabaseTime } from "#server/platform/db/database-time.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { demandStepUp } from "../access/index.ts";
import { personActor, recordAudit } from "../audit/index.ts";
import { findPeople } from "../commands/index.ts";
import { notify } from "../notifications/index.ts";
import { whyNotGiven } from "./delegation.policy.ts";
import { findOpenDelegations, insertDelegation, lockDelegations } from "./delegations.repo.ts";
import { readDelegations } from "./read-delegations.ts";

/**
 * Lets somebody stand in for the actor from when to when; what began before now begins now. Throws STEP_UP_REQUIRED,
 * DELEGATE_UNFIT (oneself, somebody gone, or who decides other things), DELEGATION_PERIOD (over, without length, or longer than
 * ninety days), DELEGATION_OVERLAPS (either is away or stands in meanwhile).
 */
export async function giveDelegation(
  runtime: Runtime,
  actor: Actor,
  input: z.infer<typeof giveDelegationInput>,
): Promise<Delegations> {
  await runtime.db.transaction(async (tx) => {
    await demandStepUp(tx, runtime, actor);
    await lockDelegations(tx);
    const realNow = (await atDatabaseTime(tx, runtime)).clock.realNow();
    const startsAt = input.startsAt && input.startsAt > realNow ? input.startsAt : realNow;
    const { delegateId, endsAt } = input;
    const people = await findPeople(tx, [actor.userId, delegateId]);
    const [delegator, delegate] = [people.get(actor.userId), people.get(delegateId)];
    if (!delegator || !delegate) throw new DomainError("DELEGATE_UNFIT");
    const open = await findOpenDelegations(tx, [actor.userId, delegateId], realNow);
    const why = whyNotGiven({ delegator, delegate, period: { startsAt, endsAt }, open }, realNow);
    if (why !== null) throw new DomainError(why);
    const id = newId();
    const row = { id, delegatorId: actor.userId, delegateId, startsAt, endsAt, createdAt: realNow };
    await insertDelegation(tx, row);
    await recordAudit(tx, {
      actor: personActor(actor),
      action: "delegation.given",
      result: "done",
      resource: { type: "delegation", id },
      details: { delegateId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
    });
    const news = { kind: "delegation_given", subjectId: id } as const;
    await notify(tx, runtime, news, [{ personId: delegateId, onBehalfOf: actor.userId }]);
    await appendEvent(tx, runtime.scope, {
      topic: "delegation.changed",
      key: id,
      payload: { version: 1, delegationId: id, state: "given" },
    });
  });
  return await readDelegations(runtime, actor);
}
