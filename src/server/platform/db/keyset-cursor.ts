import { DomainError } from "#core/errors.ts";

/** Where a page of rows, ordered by instant and id, goes on. */
export interface KeysetPlace {
  readonly at: Date;
  readonly id: string;
}

/** The cursor that goes on after the row of this instant and id. */
export function cursorAt(at: Date, id: string): string {
  return `${at.getTime()}.${id}`;
}

/** Reads such a cursor; null where there is none. Throws INVALID_INPUT for one that is not ours. */
export function readCursor(cursor: string | undefined): KeysetPlace | null {
  if (cursor === undefined) return null;
  const [, millis, id] = /^(\d{1,15})\.(\w{1,255})$/.exec(cursor) ?? [];
  if (millis === undefined || id === undefined)
    throw new DomainError("INVALID_INPUT", { field: "cursor" });
  return { at: new Date(Number(millis)), id };
}
