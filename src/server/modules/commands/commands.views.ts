import type { CommandSummary } from "#core/contracts/commands.ts";
import type { PersonDto } from "#core/contracts/shared.ts";
import { grantOf } from "#core/permissions.ts";
import type { Actor } from "#core/roles.ts";
import {
  type CountedSignature,
  chooseMandate,
  type Mandate,
  mandatesOf,
  type Powers,
} from "./approval-mandate.policy.ts";
import type { CommandRow, PersonLine } from "./commands.repo.ts";
import { readDecision } from "./stored-decision.ts";

/** Who looks at commands: `realNow` decides whether an approval is still open, `powers` in whose right they may decide. */
export interface Reader {
  readonly actor: Actor;
  readonly people: ReadonlyMap<string, PersonLine>;
  readonly powers: Powers;
  readonly realNow: Date;
}

/** A command for lists, as the reader may see it and act on it. `signed` is known for one that is read alone. */
export function commandSummary(
  command: CommandRow,
  reader: Reader,
  signed: readonly CountedSignature[] = [],
): CommandSummary {
  const { verdict } = readDecision(command.policyDecision);
  return {
    id: command.id,
    kind: command.kind,
    state: command.state,
    version: command.version,
    amount: { amountMinor: command.amount, currency: command.currency },
    reasonCode: command.reasonCode,
    note: command.note,
    targetId: command.targetId,
    caseId: command.caseId,
    requester: personDto(command.requesterId, reader.people),
    createdAt: command.createdAt,
    holdUntil: command.holdUntil,
    notBefore: command.notBefore,
    expiresAt: command.expiresAt,
    asOf: reader.realNow,
    verdict,
    canUndo: canUndo(command, reader.actor),
    decide: mayDecide(command, verdict.approverRoles, reader, signed),
  };
}

/** A person by id; one who is gone from the table keeps their id. */
export function personDto(id: string, people: ReadonlyMap<string, PersonLine>): PersonDto {
  const person = people.get(id);
  return { id, name: person?.name ?? "Unknown person", role: person?.role ?? "unknown" };
}

function canUndo(command: CommandRow, actor: Actor): boolean {
  const own =
    command.requesterId === actor.userId && grantOf(actor.role, "command:cancel-own") !== null;
  return own && (command.state === "held" || command.state === "pending_approval");
}

function mayDecide(
  command: CommandRow,
  approverRoles: readonly string[],
  reader: Reader,
  signed: readonly CountedSignature[],
): CommandSummary["decide"] {
  const { kind, requesterId } = command;
  const request = { kind, requesterId, approverRoles, signed };
  const mandate = chooseMandate(mandatesOf(reader.actor, reader.powers, request), signed);
  const why = whyNot(command, reader, { approverRoles, signed, mandate });
  if (why !== null || mandate === null) return { allowed: false, why, mandate: null };
  return { allowed: true, why, mandate: mandateDto(mandate, reader.powers) };
}

function mandateDto(
  mandate: Mandate,
  { delegations }: Powers,
): CommandSummary["decide"]["mandate"] {
  if (mandate.by === "own") return null;
  if (mandate.by === "break-glass") return mandate;
  const { by, role, onBehalfOf } = mandate;
  const people = new Map(delegations.map(({ delegator }) => [delegator.id, delegator]));
  return { by, role, person: personDto(onBehalfOf, people) };
}

function whyNot(
  command: CommandRow,
  { actor, realNow }: Reader,
  found: {
    approverRoles: readonly string[];
    signed: readonly CountedSignature[];
    mandate: Mandate | null;
  },
): string | null {
  if (command.state !== "pending_approval") return "It does not wait for an approval.";
  if (command.requesterId === actor.userId)
    return "You asked for it yourself: another person must decide.";
  if (found.signed.some(({ approverId }) => approverId === actor.userId))
    return "You signed it already; it waits for another.";
  if (found.signed.some(({ onBehalfOf }) => onBehalfOf === actor.userId))
    return "It was signed for you while you were away; it waits for another.";
  if (found.mandate === null) return `Only ${found.approverRoles.join(" or ")} may decide this.`;
  if (command.expiresAt !== null && command.expiresAt <= realNow)
    return "The time to approve it is over.";
  return null;
}
