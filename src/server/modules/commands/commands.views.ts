import type { CommandSummary } from "#core/contracts/commands.ts";
import type { PersonDto } from "#core/contracts/shared.ts";
import { grantOf } from "#core/permissions.ts";
import type { Actor } from "#core/roles.ts";
import type { CommandRow, PersonLine } from "./commands.repo.ts";
import { readDecision } from "./stored-decision.ts";

/** A command for lists, as `actor` may see it and act on it. `realNow` decides whether an approval is still open. */
export function commandSummary(
  command: CommandRow,
  reader: { actor: Actor; people: ReadonlyMap<string, PersonLine>; realNow: Date },
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
    decide: mayDecide(command, verdict.approverRoles, reader),
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
  reader: { actor: Actor; realNow: Date },
): CommandSummary["decide"] {
  const why = whyNot(command, approverRoles, reader);
  return { allowed: why === null, why };
}

function whyNot(
  command: CommandRow,
  approverRoles: readonly string[],
  reader: { actor: Actor; realNow: Date },
): string | null {
  if (command.state !== "pending_approval") return "It does not wait for an approval.";
  if (command.requesterId === reader.actor.userId)
    return "You asked for it yourself: another person must decide.";
  if (!approverRoles.includes(reader.actor.role))
    return `Only ${approverRoles.join(" or ")} may decide this.`;
  if (command.expiresAt !== null && command.expiresAt <= reader.realNow)
    return "The time to approve it is over.";
  return null;
}
