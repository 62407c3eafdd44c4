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
  return ranges.map(({ operator, seconds }) => ({
    sql: `${column} ${operator} ?`,
    values: [seconds],
  }));
}

/** Objects are numbered in the order of creation, give or take this much on the account's clock. */
const ORDER_SLACK_SECONDS = 60;
const BEYOND_ALL = Number.MAX_SAFE_INTEGER;

/**
 * Conditions for `created`. SQLite reads a list in the order of its numbers, so a bound in time alone would make it walk
 * past everything newer or older; each bound is therefore also given as a number, found by the index.
 * What lives on a test clock is created out of order, so an account that has one does without.
 */
export function createdConditions(
  table: ObjectKind | "event",
  ranges: readonly CreatedRange[],
): Condition[] {
  const firstFrom = (withTestClocks: number): string =>
    `CASE WHEN EXISTS (SELECT 1 FROM test_clock) THEN ${withTestClocks} ELSE coalesce((SELECT seq FROM ${table} WHERE created >= ? ORDER BY created LIMIT 1), ${BEYOND_ALL}) END`;
  const bounds = ranges.map(
    ({ operator, seconds }): Condition =>
      operator === "<" || operator === "<="
        ? { sql: `seq <= ${firstFrom(BEYOND_ALL)}`, values: [seconds + ORDER_SLACK_SECONDS] }
        : { sql: `seq >= ${firstFrom(0)}`, values: [seconds - ORDER_SLACK_SECONDS] },
  );
  return [...rangeConditions("created", ranges), ...bounds];
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

/** Where the rows of a list come from. */
export interface PageSource<T> {
  readonly url: string;
  /** How messages name one row. */
  readonly noun: string;
  readonly conditions: readonly Condition[];
  /** Position of a row in the order of creation; undefined when there is no such row. */
  readonly positionOf: (id: string) => number | undefined;
  readonly fetch: (request: PageRequest) => T[];
}

/** Reads limit and cursors and gives the page. One row more than it holds is fetched, to tell whether more follow. */
export function pageOf<T>(params: RequestParams, source: PageSource<T>): ListBody<T> {
  const limit = readLimit(params);
  const { cursor, order } = readCursor(params, source);
  const rows = source.fetch({
    conditions: [...source.conditions, ...cursor],
    order,
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  return {
    object: "list",
    url: source.url,
    has_more: rows.length > limit,
    data: order === "newest" ? page : page.toReversed(),
  };
}

/** `limit`, between 1 and 100. */
export function readLimit(params: RequestParams): number {
  const limit = params.integer("limit") ?? DEFAULT_LIMIT;
  if (limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw invalidParameter(
    "parameter_invalid_integer",
    `Invalid integer: limit must be between 1 and ${MAX_LIMIT}`,
    "limit",
  );
}

function readCursor<T>(
  params: RequestParams,
  source: PageSource<T>,
): { cursor: Condition[]; order: PageRequest["order"] } {
  const after = params.string("starting_after");
  const before = params.string("ending_before");
  if (after !== undefined && before !== undefined) {
    throw invalidParameter(
      "parameters_exclusive",
      "You may only specify one of these parameters: starting_after, ending_before.",
      "starting_after",
    );
  }
  const id = after ?? before;
  if (id === undefined) return { cursor: [], order: "newest" };
  const position = source.positionOf(id);
  if (position === undefined) {
    throw noSuch(source.noun, id, after === undefined ? "ending_before" : "starting_after");
  }
  return after === undefined
    ? { cursor: [{ sql: "seq > ?", values: [position] }], order: "oldest" }
    : { cursor: [{ sql: "seq < ?", values: [position] }], order: "newest" };
}

/** A page of stored objects of one kind, newest first. */
export function objectPage<K extends ObjectKind>(
  store: ObjectStore,
  kind: K,
  params: RequestParams,
  url: string,
  conditions: readonly Condition[],
): ListBody<StoredObjects[K]> {
  return pageOf(params, {
    url,
    noun: kind.replaceAll("_", " "),
    conditions,
    positionOf: (id) => store.sequenceOf(kind, id),
    fetch: (request) => store.find(kind, request),
  });
}
