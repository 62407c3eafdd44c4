import { noSuch } from "../../protocol/api-error.ts";
import { PAGE_PARAMS, type PageRequest, pageOf } from "../../protocol/list-page.ts";
import type { Route } from "../../protocol/route.ts";
import type { World } from "../../world.ts";
import { isCurrency } from "./currencies.ts";
import { exchangeRate } from "./exchange-rates.ts";
import { PER_EURO } from "./per-euro.ts";

const CODES = [...PER_EURO.keys()];
/** Lists are numbered from old to new and show the newest first: the alphabet backwards gives it forwards. */
const BACKWARDS = CODES.toReversed();

function render(world: World, from: string): object {
  const rates = CODES.filter((code) => code !== from).map(
    (to) => [to, exchangeRate(world, from, to)] as const,
  );
  return { id: from, object: "exchange_rate", rates: Object.fromEntries(rates) };
}

function fetchCodes(world: World, { conditions, order, limit }: PageRequest): object[] {
  const where = conditions.map(({ sql }) => sql).join(" AND ") || "1";
  const direction = order === "newest" ? "DESC" : "ASC";
  return world.store
    .sql(
      `SELECT code FROM (SELECT value AS code, key AS seq FROM json_each(?)) WHERE ${where} ORDER BY seq ${direction} LIMIT ?`,
    )
    .all(JSON.stringify(BACKWARDS), ...conditions.flatMap(({ values }) => values), limit)
    .map((row) => render(world, String(row["code"])));
}

export const exchangeRateRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v1/exchange_rates",
    accepts: PAGE_PARAMS,
    handle: ({ world, params }) =>
      pageOf(params, {
        url: "/v1/exchange_rates",
        noun: "exchange rate",
        conditions: [],
        positionOf: (id) => (isCurrency(id) ? BACKWARDS.indexOf(id) : undefined),
        fetch: (request) => fetchCodes(world, request),
      }),
  },
  {
    method: "GET",
    path: "/v1/exchange_rates/:id",
    accepts: [],
    handle: ({ world, id }) => {
      if (!isCurrency(id)) throw noSuch("exchange rate", id, "id", 404);
      return render(world, id);
    },
  },
];
