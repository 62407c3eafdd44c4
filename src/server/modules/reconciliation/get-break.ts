import type { BreakDetailDto } from "#core/contracts/reconciliation.ts";
import { DomainError } from "#core/errors.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findSides, findSteps } from "./break-detail.repo.ts";
import { findBaseCurrency, findBreakRow } from "./break-list.repo.ts";
import { detailsOf, sidesView } from "./break-sides.views.ts";
import { findPeople } from "./people.repo.ts";
import { breakView } from "./reconciliation.views.ts";

/** One break with its steps, oldest first, and both sides beside each other. Throws NOT_FOUND. */
export async function getBreak(
  { db, scope, clock }: Pick<Runtime, "db" | "scope" | "clock">,
  breakId: string,
): Promise<BreakDetailDto> {
  const row = await findBreakRow(db, scope, breakId);
  if (row === null) throw new DomainError("NOT_FOUND", { breakId });
  const [steps, sides, baseCurrency] = await Promise.all([
    findSteps(db, breakId),
    findSides(db, scope, row.objectId),
    findBaseCurrency(db, scope),
  ]);
  const people = await findPeople(db, [row.ownerId, ...steps.map(({ personId }) => personId)]);
  return {
    ...breakView(row, { now: clock.now(), baseCurrency, people }),
    details: detailsOf(row),
    lastRunId: row.lastRunId,
    steps: steps.map(({ at, step, personId, runId, note }) => ({
      at,
      step,
      person: personId === null ? null : (people.get(personId) ?? null),
      runId,
      note,
    })),
    sides: sidesView(row, sides),
  };
}
