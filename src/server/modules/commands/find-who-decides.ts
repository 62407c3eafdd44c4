import { isPermitted } from "#core/permissions.ts";
import { ROLES } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Told } from "../notifications/index.ts";
import { findCounted } from "./approval-authority.ts";
import { chooseMandate, mandatesOf } from "./approval-mandate.policy.ts";
import { type CommandRow, findPeopleOfRoles, type PersonLine } from "./commands.repo.ts";
import { findAllHeld, type HeldDelegation } from "./mandates.repo.ts";
import { readDecision } from "./stored-decision.ts";

const DECIDING = ROLES.filter((role) => isPermitted(role, "approval:decide"));

/**
 * Who can decide a command that waits, at this real instant, each with whom they stand in for. Who is away is left out while
 * anybody else can.
 */
export async function findWhoDecides(
  tx: Transaction,
  command: CommandRow,
  realNow: Date,
): Promise<Told[]> {
  const { kind, requesterId, basisHash: hash } = command;
  const signed = await findCounted(tx, command, command, { hash });
  const { approverRoles } = readDecision(command.policyDecision).verdict;
  const [people, held] = [await findPeopleOfRoles(tx, DECIDING), await findAllHeld(tx, realNow)];
  const request = { kind, requesterId, approverRoles, signed };
  const deciding = people.flatMap((person) => {
    const delegations = held.filter(({ delegateId }) => delegateId === person.id);
    const signer = { userId: person.id, role: person.role };
    const powers = { delegations, breakGlass: null };
    const mandate = chooseMandate(mandatesOf(signer, powers, request), signed);
    if (!mandate) return [];
    const onBehalfOf = mandate.by === "delegation" ? mandate.onBehalfOf : null;
    return [{ personId: person.id, onBehalfOf }];
  });
  const here = deciding.filter(({ personId }) => !isAway(personId, held));
  return here.length > 0 ? here : deciding;
}

const isAway = (id: PersonLine["id"], held: readonly HeldDelegation[]): boolean =>
  held.some(({ delegator }) => delegator.id === id);
