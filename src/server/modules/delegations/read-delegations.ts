import type { DelegationDto, Delegations } from "#core/contracts/delegations.ts";
import { type Actor, ROLES } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import {
  findPeople,
  findPeopleOfRoles,
  mayStandIn,
  type PersonLine,
  personDto,
} from "../commands/index.ts";
import { couldStandIn } from "./delegation.policy.ts";
import { type DelegationRow, findDelegations } from "./delegations.repo.ts";

const MAX_ROWS = 100;

/** The newest delegations of everybody, at most 100, and who could stand in for the reader. */
export async function readDelegations({ db, clock }: Runtime, actor: Actor): Promise<Delegations> {
  const roles = ROLES.filter((role) => mayStandIn(actor.role, role));
  const [rows, colleagues] = await Promise.all([
    findDelegations(db, MAX_ROWS),
    findPeopleOfRoles(db, roles),
  ]);
  const people = await findPeople(
    db,
    rows.flatMap(({ delegatorId, delegateId }) => [delegatorId, delegateId]),
  );
  const reader = { id: actor.userId, role: actor.role, disabledAt: null };
  const realNow = clock.realNow();
  return {
    rows: rows
      .map((row) => delegationDto(row, { people, reader: actor.userId, realNow }))
      .toSorted((one, other) => Number(one.state === "over") - Number(other.state === "over")),
    candidates: colleagues
      .filter((colleague) => couldStandIn(reader, colleague))
      .map(({ id, name, role }) => ({ id, name, role })),
  };
}

function delegationDto(
  row: DelegationRow,
  known: { people: ReadonlyMap<string, PersonLine>; reader: string; realNow: Date },
): DelegationDto {
  const { id, delegatorId, delegateId, startsAt, endsAt, endedAt, endedBy } = row;
  const { people, reader, realNow } = known;
  const isOver = endedAt !== null || endsAt <= realNow;
  return {
    id,
    delegator: personDto(delegatorId, people),
    delegate: personDto(delegateId, people),
    startsAt,
    endsAt,
    endedAt,
    endedBy: endedBy === null ? null : personDto(endedBy, people),
    state: isOver ? "over" : startsAt <= realNow ? "held" : "planned",
    reader: reader === delegatorId ? "delegator" : reader === delegateId ? "delegate" : null,
  };
}
