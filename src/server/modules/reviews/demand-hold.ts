import { DomainError, type ErrorFacts } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { type CaseRow, findPeople } from "./cases.repo.ts";
import { holderOf } from "./reviews.views.ts";

/** The case under lock, or NOT_FOUND; CASE_CLOSED when nothing can be decided any more. */
export function demandOpen(row: CaseRow | null, caseId: string): CaseRow {
  if (!row) throw new DomainError("NOT_FOUND", { caseId });
  if (row.state === "closed") throw new DomainError("CASE_CLOSED", { number: Number(row.number) });
  return row;
}

/**
 * Lets pass only who holds the case now: a lease that ran out counts for nothing, even if nobody else took the case.
 * Throws CASE_LEASE_LOST with the name of whoever has it.
 */
export async function demandHold(
  tx: Transaction,
  row: CaseRow,
  actor: Actor,
  realNow: Date,
): Promise<void> {
  if (holderOf(row, realNow) === actor.userId) return;
  throw new DomainError("CASE_LEASE_LOST", await whoHasIt(tx, row, realNow));
}

/** Facts of a refusal: the case's number and version, and who has it: a colleague's name and role, or nobody. */
export async function whoHasIt(tx: Transaction, row: CaseRow, realNow: Date): Promise<ErrorFacts> {
  const holder = holderOf(row, realNow);
  const person = holder === null ? undefined : (await findPeople(tx, [holder])).get(holder);
  return {
    number: Number(row.number),
    version: row.version,
    holder: person?.name ?? "nobody",
    ...(person ? { holderRole: person.role } : {}),
  };
}
