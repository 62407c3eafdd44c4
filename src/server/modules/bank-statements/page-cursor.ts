import { DomainError } from "#core/errors.ts";

/** The last row of a page: what it is sorted by, and its id. */
export interface PageKey {
  readonly at: Date;
  readonly id: string;
}

/** The cursor that goes on after a row. */
function cursorOf({ at, id }: PageKey): string {
  return `${at.getTime()}.${id}`;
}

/** Reads a cursor, or null without one. Throws INVALID_INPUT for one that is not ours. */
export function readCursor(cursor: string | undefined): PageKey | null {
  if (cursor === undefined) return null;
  const match = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor);
  if (!match) throw new DomainError("INVALID_INPUT", { field: "cursor" });
  return { at: new Date(Number(match[1])), id: match[2] ?? "" };
}

/** The rows of a page and the cursor of the next one; the query asked for one row more than `limit`. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => PageKey,
): { readonly page: Row[]; readonly nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, nextCursor: rows.length > limit && last ? cursorOf(keyOf(last)) : null };
}
