import type { ColumnValue, ObjectKind, StoredObjects } from "../store/object-kinds.ts";
import type { ObjectStore } from "../store/object-store.ts";
import { invalidParameter, noSuch } from "./api-error.ts";
import type { CreatedRange, RequestParams } from "./request-params.ts";

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

/** Parameters that every list accepts. */
export const PAGE_PARAMS = ["limit", "starting_after", "ending_before"] as const;

export interface ListBody<T> {
  object: "list";
  url: string;
  has_more: boolean;
  data: T[];
}

export interface Condition {
  readonly sql: string;
  readonly values: readonly ColumnValue[];
}

/** A condition for each bound of a range on a column of seconds. */
export function rangeConditions(column: string, ranges: readonly CreatedRange[]): Condition[] {
  return ranges.map(({ operator, seconds }) => ({ sql: `${column} ${operator} ?`, values: [seconds] }));
}

/** A condition when the parameter was given, none when not. */
export function equals(column: string, value: ColumnValue | undefined): Condition[] {
  return value === undefined ? [] : [{ sql: `"${column}" = ?`, values: [value] }];
}

export interface PageRequest {
  readonly conditions: readonly Condition[];
  readonly order: "newest" | "oldest";
  readonly limit: number;
}

/** Reads limit and cursors; `fetch` gets one row more than the page holds, to tell whether more follow. */
export function pageOf<T>(
  params: RequestParams,
  url: string,
  conditions: readonly Condition[],
  cursorPosition: (id: string) => number | undefined,
  noun: string,
  fetch: (request: PageRequest) => T[],
): ListBody<T> {
  const limit = params.integer("limit") ?? DEFAULT_LIMIT;
  if (limit < 1 || limit > MAX_LIMIT) {
    throw invalidParameter("parameter_invalid_integer", `Invalid integer: limit must be between 1 and ${MAX_LIMIT}`, "limit");
  }
  const after = params.string("starting_after");
  const before = params.string("ending_before");
  if (after !== undefined && before !== undefined) {
    throw invalidParameter("parameters_exclusive", "You may only specify one of these parameters: starting_after, ending_before.", "starting_after");
  }
  const position = (id: string, param: string): number => {
    const found = cursorPosition(id);
    if (found === undefined) throw noSuch(noun, id, param);
    return found;
  };
  const cursor: Condition[] = [];
  if (after !== undefined) cursor.push({ sql: "seq < ?", values: [position(after, "starting_after")] });
  if (before !== undefined) cursor.push({ sql: "seq > ?", values: [position(before, "ending_before")] });
  const rows = fetch({
    conditions: [...conditions, ...cursor],
    order: before === undefined ? "newest" : "oldest",
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  return { object: "list", url, has_more: rows.length > limit, data: before === undefined ? page : page.toReversed() };
}

/** A page of stored objects of one kind, newest first. */
export function objectPage<K extends ObjectKind>(
  store: ObjectStore,
  kind: K,
  params: RequestParams,
  url: string,
  conditions: readonly Condition[],
): ListBody<StoredObjects[K]> {
  return pageOf(
    params,
    url,
    conditions,
    (id) => store.sequenceOf(kind, id),
    kind.replaceAll("_", " "),
    (request) => store.find(kind, request),
  );
}
