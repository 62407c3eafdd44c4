import type { ObjectKind, StoredObjects } from "../store/object-kinds.ts";
import type { World } from "../world.ts";
import { invalidParameter } from "./api-error.ts";
import { type Condition, readLimit } from "./list-page.ts";
import type { RequestParams } from "./request-params.ts";
import { type SearchFields, searchCondition } from "./search-condition.ts";
import { parseSearchQuery } from "./search-query.ts";

/** Parameters that every search accepts. */
export const SEARCH_PARAMS = ["query", "limit", "page"] as const;

const LAG_META = "search_lag_seconds";

export interface SearchBody<T> {
  object: "search_result";
  url: string;
  has_more: boolean;
  next_page: string | null;
  data: T[];
  total_count?: number;
}

/**
 * Answers `GET /v1/…/search`: what the query finds, newest first, with `next_page` as the cursor and `total_count` where
 * the request expands it. `conditions` hold for every row, such as "not deleted".
 */
export function searchPage<K extends ObjectKind>(
  world: World,
  kind: K,
  params: RequestParams,
  source: {
    readonly url: string;
    readonly fields: SearchFields;
    readonly conditions?: readonly Condition[];
  },
): SearchBody<StoredObjects[K]> {
  const query = parseSearchQuery(params.requiredString("query"));
  const found = [
    searchCondition(query, source.fields),
    { sql: "created <= ?", values: [world.clock.nowSeconds() - searchLagSeconds(world)] },
    ...(source.conditions ?? []),
  ];
  const limit = readLimit(params);
  const rows = world.store.find(kind, {
    conditions: [...found, ...readPage(world, kind, params)],
    order: "newest",
    limit: limit + 1,
  });
  const data = rows.slice(0, limit);
  const more = rows.length > limit;
  return {
    object: "search_result",
    url: source.url,
    has_more: more,
    next_page: more ? cursorOf(data.at(-1)?.id ?? "") : null,
    data,
    ...(params.strings("expand")?.includes("total_count") === true
      ? { total_count: world.store.count(kind, found) }
      : {}),
  };
}

/** How long a new object stays invisible to search, in seconds of the account's clock; 0 unless it was set. */
function searchLagSeconds(world: World): number {
  return Number(world.store.meta(LAG_META) ?? 0);
}

/** Stripe's search sees data after up to a minute (docs.stripe.com/search, data freshness). Here new objects wait `seconds`. */
export function setSearchLag(world: World, seconds: number): void {
  world.store.setMeta(LAG_META, String(seconds));
}

/** A cursor is opaque at Stripe; here it holds the last id of the page before. */
function cursorOf(id: string): string {
  return Buffer.from(id).toString("base64url");
}

function readPage(world: World, kind: ObjectKind, params: RequestParams): Condition[] {
  const page = params.string("page");
  if (page === undefined) return [];
  const position = world.store.sequenceOf(kind, Buffer.from(page, "base64url").toString());
  if (position === undefined)
    throw invalidParameter(null, "The page is not one that an earlier search named.", "page");
  return [{ sql: "seq < ?", values: [position] }];
}
