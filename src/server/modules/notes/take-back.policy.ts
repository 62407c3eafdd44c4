/** How long who wrote a note may take it back. */
export const TAKE_BACK_MS = 600_000;

interface Written {
  readonly authorId: string;
  readonly createdAt: Date;
}

/** Until when `userId` may take a note back; null where it is another's or that time is over. */
export function takeBackUntil(note: Written, userId: string, now: Date): Date | null {
  const until = new Date(note.createdAt.getTime() + TAKE_BACK_MS);
  return note.authorId === userId && now <= until ? until : null;
}

/** Whether `userId` may take a note back now. */
export function mayTakeBack(note: Written, userId: string, now: Date): boolean {
  return takeBackUntil(note, userId, now) !== null;
}
