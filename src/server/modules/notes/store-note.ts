import { holdsCardNumber } from "#core/card-number.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { insertNote, type NoteSubject } from "./notes.repo.ts";

/**
 * Stores what `actor` wrote about a subject that exists; audit row and event are the caller's, since they tell of the
 * subject. Returns the note's id. Throws CARD_NUMBER_IN_TEXT.
 */
export async function storeNote(
  tx: Transaction,
  { scope, clock }: Pick<Runtime, "scope" | "clock">,
  actor: Actor,
  note: { readonly subject: NoteSubject; readonly text: string },
): Promise<string> {
  refuseCardNumber(note.text);
  const id = newId();
  await insertNote(tx, {
    id,
    ...scope,
    subjectType: note.subject.type,
    subjectId: note.subject.id,
    authorId: actor.userId,
    text: note.text,
    createdAt: clock.now(),
  });
  return id;
}

/** A whole card number may stand nowhere in the console (PCI DSS 4.0.1, requirement 3). Throws CARD_NUMBER_IN_TEXT. */
export function refuseCardNumber(text: string): void {
  if (holdsCardNumber(text)) throw new DomainError("CARD_NUMBER_IN_TEXT");
}
