import type { CaseDetail } from "#core/contracts/reviews.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findNotes } from "../notes/index.ts";
import { findCase, findPeople } from "./cases.repo.ts";
import { findDecisions } from "./decisions.repo.ts";
import { caseDetail } from "./reviews.views.ts";

const MAX_NOTES = 200;

/** A case with its evidence, notes and decisions, as this person may see it. Throws NOT_FOUND. */
export async function getCase(runtime: Runtime, actor: Actor, caseId: string): Promise<CaseDetail> {
  const { prisma } = runtime.db;
  const row = await findCase(prisma, runtime.scope, caseId);
  if (!row) throw new DomainError("NOT_FOUND", { caseId });
  const [notes, decisions] = await Promise.all([
    findNotes(prisma, runtime.scope, { type: "case", id: caseId }, MAX_NOTES),
    findDecisions(prisma, caseId),
  ]);
  const people = await findPeople(prisma, [
    row.claimedBy,
    ...notes.map((note) => note.authorId),
    ...decisions.map((decision) => decision.decidedBy),
  ]);
  return caseDetail(row, { notes, decisions }, { actor, people, realNow: runtime.clock.realNow() });
}
