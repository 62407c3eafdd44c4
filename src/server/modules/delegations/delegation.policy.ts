import type { DomainErrorCode } from "#core/errors.ts";
import type { Role } from "#core/roles.ts";
import { mayStandIn } from "../commands/index.ts";

const DAY_MS = 86_400_000;
/** Nobody is away for longer without saying so again. */
const LONGEST_MS = 90 * DAY_MS;

interface Side {
  readonly id: string;
  readonly role: Role;
  readonly disabledAt: Date | null;
}

interface Period {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** A delegation that was not ended. */
export interface OpenDelegation extends Period {
  readonly delegatorId: string;
  readonly delegateId: string;
}

/** A delegation that somebody wants to give, and what is known of both. */
export interface WantedDelegation {
  readonly delegator: Side;
  readonly delegate: Side;
  readonly period: Period;
  /** All open ones in which either takes part. */
  readonly open: readonly OpenDelegation[];
}

/** Whether one person could stand in for another at all: somebody else, still here, who decides the same sort of things. */
export function couldStandIn(delegator: Side, delegate: Side): boolean {
  return (
    delegate.id !== delegator.id &&
    delegate.disabledAt === null &&
    mayStandIn(delegator.role, delegate.role)
  );
}

/** Why a delegation cannot be given; null when it can. No chains: who is away stands in for nobody meanwhile. */
export function whyNotGiven(
  { delegator, delegate, period, open }: WantedDelegation,
  realNow: Date,
): DomainErrorCode | null {
  const { startsAt, endsAt } = period;
  if (!couldStandIn(delegator, delegate)) return "DELEGATE_UNFIT";
  if (endsAt <= realNow || endsAt <= startsAt) return "DELEGATION_PERIOD";
  if (endsAt.getTime() - startsAt.getTime() > LONGEST_MS) return "DELEGATION_PERIOD";
  const meets = open
    .filter((other) => other.startsAt < endsAt && other.endsAt > startsAt)
    .some(
      ({ delegatorId, delegateId }) =>
        delegatorId === delegator.id || delegatorId === delegate.id || delegateId === delegator.id,
    );
  return meets ? "DELEGATION_OVERLAPS" : null;
}
