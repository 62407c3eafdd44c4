import type { BreakGlassDto, BreakGlassList } from "#core/contracts/break-glass.ts";
import { isPermitted } from "#core/permissions.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import {
  checkEvidence,
  evidenceSchema,
  findPeople,
  type PersonLine,
  personDto,
} from "../commands/index.ts";
import { endOf, reviewDueAt, stateOf, whyNotReviewed } from "./break-glass.policy.ts";
import {
  type BreakGlassRow,
  type DecisionUnder,
  findBreakGlasses,
  findDecisions,
} from "./break-glass.repo.ts";
import { participantsOf } from "./participants.ts";

const MAX_ROWS = 50;

interface Known {
  readonly actor: Actor;
  readonly people: ReadonlyMap<string, PersonLine>;
  readonly decisions: readonly DecisionUnder[];
  readonly realNow: Date;
}

/** The newest of the account, at most fifty, each with what was decided under it and how its review stands. */
export async function readBreakGlass(
  { db, scope, clock }: Runtime,
  actor: Actor,
): Promise<BreakGlassList> {
  const rows = await findBreakGlasses(db, scope, MAX_ROWS);
  const decisions = await findDecisions(
    db,
    scope,
    rows.map(({ id }) => id),
  );
  const people = await findPeople(
    db,
    rows.flatMap(({ openedBy, endedBy, reviewedBy }) => [
      openedBy,
      endedBy ?? openedBy,
      reviewedBy ?? openedBy,
    ]),
  );
  const realNow = clock.realNow();
  const known = { actor, people, decisions, realNow };
  return { rows: rows.map((row) => breakGlassDto(row, known)), asOf: realNow };
}

function breakGlassDto(row: BreakGlassRow, known: Known): BreakGlassDto {
  const { id, reason, incident, openedAt, expiresAt, endedBy } = row;
  const { people, decisions, realNow } = known;
  return {
    id,
    openedBy: personDto(row.openedBy, people),
    isOwn: row.openedBy === known.actor.userId,
    reason,
    incident,
    openedAt,
    expiresAt,
    endedAt: endOf(row, realNow),
    endedBy: endedBy === null ? null : personDto(endedBy, people),
    state: stateOf(row, realNow),
    reviewDueAt: reviewDueAt(row, realNow),
    review: reviewOf(row, people),
    uses: decisions.filter(({ approval }) => approval.breakGlassId === id).map(useDto),
    ...evidenceOf(row),
    whyNotReviewed: whyNot(row, known),
  };
}

function reviewOf(
  { reviewedBy, reviewedAt, reviewNote }: BreakGlassRow,
  people: ReadonlyMap<string, PersonLine>,
): BreakGlassDto["review"] {
  if (reviewedBy === null || reviewedAt === null || reviewNote === null) return null;
  return { by: personDto(reviewedBy, people), at: reviewedAt, note: reviewNote };
}

function useDto({ approval, command }: DecisionUnder): BreakGlassDto["uses"][number] {
  const { id: commandId, kind, targetId, amount: amountMinor, currency } = command;
  const decision = approval.decision === "approved" ? "approved" : "rejected";
  const role = approval.actingRole ?? approval.approverRole;
  return { commandId, kind, targetId, amount: { amountMinor, currency }, decision, role };
}

function evidenceOf({ evidence }: BreakGlassRow): Pick<BreakGlassDto, "challenge" | "fault"> {
  const read = evidenceSchema.safeParse(JSON.parse(evidence));
  if (!read.success) return { challenge: "", fault: "evidence unreadable" };
  return { challenge: read.data.challenge, fault: checkEvidence(read.data) };
}

function whyNot(row: BreakGlassRow, { actor, decisions, realNow }: Known): string | null {
  const why = whyNotReviewed(row, actor.userId, participantsOf(row, decisions), realNow);
  if (why === "REVIEWER_TOOK_PART") return "You took part: another person must review it.";
  if (!isPermitted(actor.role, "break-glass:review")) return "Admins and managers review it.";
  return why === null ? null : "It is not waiting for a review.";
}
