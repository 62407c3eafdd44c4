import type { PersonDto } from "#core/contracts/shared.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Note } from "#server/platform/db/generated/client.ts";

/** What a note is about. */
export interface NoteSubject {
  readonly type: "customer" | "payment" | "dispute" | "case";
  readonly id: string;
}

/** A note as stored. The text may hold personal data. */
export type NoteRow = Note;

/** The notes on a subject that still stand, pinned ones first, then the newest; at most `limit`. */
export async function findNotes(
  tx: Transaction,
  scope: AccountScope,
  subject: NoteSubject,
  limit: number,
): Promise<NoteRow[]> {
  return await tx.note.findMany({
    where: { ...scope, subjectType: subject.type, subjectId: subject.id, takenBackAt: null },
    orderBy: [{ pinned: "desc" }, { createdAt: "desc" }, { id: "desc" }],
    take: limit,
  });
}

/** A note that still stands, and nobody else changes it until the transaction ends; null when there is none. */
export async function lockNote(
  tx: Transaction,
  scope: AccountScope,
  id: string,
): Promise<NoteRow | null> {
  await tx.$queryRaw`select 1 as locked from note where id = ${id}::uuid for update`;
  return await tx.note.findFirst({ where: { ...scope, id, takenBackAt: null } });
}

export async function insertNote(
  tx: Transaction,
  note: Omit<NoteRow, "pinned" | "takenBackAt">,
): Promise<void> {
  await tx.note.create({ data: note });
}

/** Pins a note or lets it go. */
export async function setPinned(tx: Transaction, id: string, pinned: boolean): Promise<void> {
  await tx.note.updateMany({ where: { id }, data: { pinned } });
}

/** Empties a note; that somebody wrote one stays. */
export async function emptyNote(tx: Transaction, id: string, takenBackAt: Date): Promise<void> {
  await tx.note.updateMany({ where: { id }, data: { text: "", pinned: false, takenBackAt } });
}

/** Whether this account knows what a note is to be about. */
export async function subjectExists(
  tx: Transaction,
  scope: AccountScope,
  { type, id }: NoteSubject,
): Promise<boolean> {
  const where = { ...scope, id };
  switch (type) {
    case "customer":
      return (await tx.customer.count({ where })) > 0;
    case "payment":
      return (await tx.payment.count({ where })) > 0;
    case "dispute":
      return (await tx.dispute.count({ where })) > 0;
    case "case":
      return (await tx.reviewCase.count({ where })) > 0;
  }
}

/** The people by id. */
export async function findAuthors(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PersonDto>> {
  const rows = await tx.person.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true, role: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}
