import { OBJECT_KINDS, type ObjectKind } from "../store/object-kinds.ts";
import type { ObjectStore } from "../store/object-store.ts";

/** A stored object of any kind and any account, as JSON, with the seconds at which it was made. */
export interface StoredRow {
  readonly kind: string;
  readonly id: string;
  readonly created: number;
  /** The connected account it belongs to; null for the platform's own. */
  readonly account: string | null;
  readonly doc: Readonly<Record<string, unknown>>;
}

const PAGE_SIZE = 50;
const TIMELINE_SIZE = 100;

export const ALL_KINDS: readonly ObjectKind[] = Object.keys(OBJECT_KINDS).filter(isKind).toSorted();

/** Whether a text from the address names a kind. */
export function isKind(name: string): name is ObjectKind {
  return Object.hasOwn(OBJECT_KINDS, name);
}

/** How many objects of a kind were ever made: the last position, since counting rows would read them all. */
export function countOf(store: ObjectStore, kind: ObjectKind): number {
  return Number(store.sql(`SELECT coalesce(max(seq), 0) AS count FROM ${kind}`).get()?.["count"]);
}

/** The newest objects of a kind before a position; `text` finds the beginning of an id, or all of a customer's. */
export function newestOf(
  store: ObjectStore,
  kind: ObjectKind,
  filter: { readonly text: string; readonly before: number | null },
): { readonly rows: readonly StoredRow[]; readonly next: number | null } {
  const conditions = ["1"];
  const values: (string | number)[] = [];
  if (filter.before !== null) {
    conditions.push("seq < ?");
    values.push(filter.before);
  }
  if (filter.text !== "") {
    const columns = Object.keys(OBJECT_KINDS[kind].derived).filter((name) =>
      ["customer", "email", "charge", "payment_intent"].includes(name),
    );
    const same = columns.map((name) => `"${name}" = ?`);
    conditions.push(`(${["substr(id, 1, ?) = ?", ...same].join(" OR ")})`);
    values.push(filter.text.length, filter.text, ...columns.map(() => filter.text));
  }
  const found = store
    .sql(
      `SELECT seq, id, created, account, doc FROM ${kind} WHERE ${conditions.join(" AND ")} ORDER BY seq DESC LIMIT ?`,
    )
    .all(...values, PAGE_SIZE + 1);
  const shown = found.slice(0, PAGE_SIZE);
  return {
    rows: shown.map((row) => rowOf(kind, row)),
    next: found.length > PAGE_SIZE ? Number(shown.at(-1)?.["seq"]) : null,
  };
}

/** The object or event of an id, whatever its kind; null when there is none. */
export function findById(store: ObjectStore, id: string): StoredRow | null {
  for (const kind of [...ALL_KINDS, "event"]) {
    const row = store.sql(`SELECT id, created, account, doc FROM ${kind} WHERE id = ?`).get(id);
    if (row !== undefined) return rowOf(kind, row);
  }
  return null;
}

/** The events that carried an object, oldest first. */
export function eventsOf(store: ObjectStore, id: string): readonly StoredRow[] {
  return store
    .sql(
      "SELECT id, created, account, doc FROM event WHERE json_extract(doc, '$.data.object.id') = ? ORDER BY seq LIMIT ?",
    )
    .all(id, TIMELINE_SIZE)
    .map((row) => rowOf("event", row));
}

/** The newest events, of one type (or family, as `charge.*`) where one is given. */
export function newestEvents(
  store: ObjectStore,
  type: string,
  limit: number,
): readonly StoredRow[] {
  const family = type.endsWith("*") ? type.slice(0, -1) : null;
  const condition = family === null ? "(? = '' OR type = ?)" : "substr(type, 1, ?) = ?";
  const values = family === null ? [type, type] : [family.length, family];
  return store
    .sql(`SELECT id, created, account, doc FROM event WHERE ${condition} ORDER BY seq DESC LIMIT ?`)
    .all(...values, limit)
    .map((row) => rowOf("event", row));
}

function rowOf(kind: string, row: Readonly<Record<string, unknown>>): StoredRow {
  const doc: unknown = JSON.parse(String(row["doc"]));
  return {
    kind,
    id: String(row["id"]),
    created: Number(row["created"]),
    account: typeof row["account"] === "string" ? row["account"] : null,
    doc: typeof doc === "object" && doc !== null ? { ...doc } : {},
  };
}
