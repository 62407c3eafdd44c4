import type { NoteDto, NoteSubjectDto } from "#core/contracts/notes.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findAuthors, findNotes } from "./notes.repo.ts";
import { takeBackUntil } from "./take-back.policy.ts";

const MAX_NOTES = 200;

/** The notes on a subject, pinned ones first, then the newest; at most 200. An unknown subject has none. */
export async function listNotes(
  runtime: Runtime,
  actor: Actor,
  { subject }: { subject: NoteSubjectDto },
): Promise<{ rows: NoteDto[] }> {
  const { prisma } = runtime.db;
  const notes = await findNotes(prisma, runtime.scope, subject, MAX_NOTES);
  const authors = await findAuthors(
    prisma,
    notes.map(({ authorId }) => authorId),
  );
  const now = runtime.clock.now();
  return {
    rows: notes.flatMap((note) => {
      const author = authors.get(note.authorId);
      if (!author) return [];
      const { id, text, pinned, createdAt } = note;
      const until = takeBackUntil(note, actor.userId, now);
      return [{ id, text, pinned, author, at: createdAt, takeBackUntil: until }];
    }),
  };
}
