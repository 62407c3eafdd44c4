import {
  type CaseDecisionKind,
  type CaseDetail,
  type CaseKind,
  type CaseSummary,
  caseDecisions,
  caseKinds,
  type Suggestion,
  suggestionSchema,
} from "#core/contracts/reviews.ts";
import type { PersonDto } from "#core/contracts/shared.ts";
import { InvariantViolation } from "#core/invariant.ts";
import type { Actor } from "#core/roles.ts";
import type { NoteRow } from "../notes/index.ts";
import { type JudgedCase, whyNotDecide } from "./case-authority.policy.ts";
import type { CaseRow } from "./cases.repo.ts";
import type { DecisionRow } from "./decisions.repo.ts";
import { readEvidence } from "./stored-evidence.ts";

/** Who looks, and when in real time: leases are shown only while they last. */
export interface Reader {
  readonly actor: Actor;
  readonly realNow: Date;
  readonly people: ReadonlyMap<string, PersonDto>;
}

/** The machine's suggestion as stored; throws when it is not one. */
export function readSuggestion(column: unknown): Suggestion {
  return suggestionSchema.parse(column);
}

/** What the rules on deciding look at. */
export function judged(row: CaseRow): JudgedCase {
  return {
    state: row.state,
    scoreBp: readSuggestion(row.suggestion).scoreBp,
    escalatedBy: row.escalatedBy,
  };
}

/** The id of whoever holds the case now, or null. */
export function holderOf(row: CaseRow, realNow: Date): string | null {
  return row.leaseUntil !== null && row.leaseUntil > realNow ? row.claimedBy : null;
}

/** A row of the list. Holds no personal data: titles and subjects name objects, methods and amounts. */
export function caseSummary(row: CaseRow, reader: Reader): CaseSummary {
  const holder = holderOf(row, reader.realNow);
  return {
    id: row.id,
    number: Number(row.number),
    kind: kindOf(row.kind),
    state: row.state,
    version: row.version,
    title: row.title,
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    amount:
      row.amount === null || row.currency === null
        ? null
        : { amountMinor: row.amount, currency: row.currency },
    priority: row.priority,
    openedAt: row.openedAt,
    dueAt: row.dueAt,
    suggestion: readSuggestion(row.suggestion),
    claimedBy: holder === null ? null : personOf(reader, holder),
    leaseUntil: holder === null ? null : row.leaseUntil,
    mine: holder === reader.actor.userId,
  };
}

/** The whole case for its page. */
export function caseDetail(
  row: CaseRow,
  parts: { notes: readonly NoteRow[]; decisions: readonly DecisionRow[] },
  reader: Reader,
): CaseDetail {
  const { facts, series } = readEvidence(row.evidence);
  const why = whyNotDecide(reader.actor, judged(row)) ?? heldByOther(row, reader);
  return {
    ...caseSummary(row, reader),
    evidence: { facts, series },
    notes: parts.notes.map((note) => ({
      id: note.id,
      author: personOf(reader, note.authorId),
      text: note.text,
      at: note.createdAt,
    })),
    decisions: parts.decisions.map((decision) => ({
      id: decision.id,
      by: personOf(reader, decision.decidedBy),
      decision: decisionOf(decision.decision),
      reason: decision.reason,
      differs: decision.differs,
      commandId: decision.commandId,
      at: decision.createdAt,
      undoneAt: decision.undoneAt,
    })),
    decide: { allowed: why === null, why },
  };
}

function heldByOther(row: CaseRow, reader: Reader): string | null {
  const holder = holderOf(row, reader.realNow);
  if (holder === null || holder === reader.actor.userId) return null;
  return `${personOf(reader, holder).name} is working on this case.`;
}

function personOf(reader: Reader, id: string): PersonDto {
  return reader.people.get(id) ?? { id, name: "Somebody who is no longer here", role: "none" };
}

function kindOf(text: string): CaseKind {
  const kind = caseKinds.find((known) => known === text);
  if (!kind) throw new InvariantViolation(`unknown kind of case: ${text}`);
  return kind;
}

function decisionOf(text: string): CaseDecisionKind {
  const decision = caseDecisions.find((known) => known === text);
  if (!decision) throw new InvariantViolation(`unknown decision: ${text}`);
  return decision;
}
