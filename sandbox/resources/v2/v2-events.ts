import type { Condition } from "../../protocol/list-page.ts";
import type { World } from "../../world.ts";
import { EVENTS_KEPT_SECONDS, renderEvent } from "../events.ts";
import { snapshotIdOf, thinEvent } from "./thin-events.ts";
import { invalidField, listIn, notFound, pageOf, type V2Call, type V2Route } from "./v2-request.ts";

const PATH = "/v2/core/events";
const PING = "v2.core.event_destination.ping";

const BOUNDS = [
  ["gt", ">"],
  ["gte", ">="],
  ["lt", "<"],
  ["lte", "<="],
] as const;

/** Times of v2 are text; a number counts as seconds. */
function secondsOf(text: string): number {
  const seconds = /^\d+$/.test(text) ? Number(text) : Date.parse(text) / 1000;
  if (Number.isFinite(seconds)) return seconds;
  throw invalidField("created takes times.");
}

function conditionsOf({ world, query }: V2Call): Condition[] {
  const types = listIn(query, "types").map((type) =>
    type === PING ? type : type.replace(/^v1\./, ""),
  );
  const objectId = query.get("object_id");
  return [
    world.store.ownRows(),
    { sql: "created > ?", values: [world.clock.nowSeconds() - EVENTS_KEPT_SECONDS] },
    ...BOUNDS.flatMap(([name, operator]) => {
      const text = query.get(`created[${name}]`);
      return text === null ? [] : [{ sql: `created ${operator} ?`, values: [secondsOf(text)] }];
    }),
    ...(types.length === 0
      ? []
      : [{ sql: `type IN (${types.map(() => "?").join(", ")})`, values: types }]),
    ...(objectId === null
      ? []
      : [{ sql: "json_extract(doc, '$.data.object.id') = ?", values: [objectId] }]),
  ];
}

function list(call: V2Call): object {
  const conditions = conditionsOf(call);
  const where = conditions.map(({ sql }) => `(${sql})`).join(" AND ");
  return pageOf(
    call,
    (before, limit) =>
      call.world.store
        .sql(
          `SELECT seq, doc, pending FROM event WHERE ${where} AND seq < ? ORDER BY seq DESC LIMIT ?`,
        )
        .all(...conditions.flatMap(({ values }) => values), before, limit)
        .map((row) => ({ position: Number(row["seq"]), row })),
    ({ row }) => thinEvent(renderEvent(row), "fetched"),
  );
}

function retrieve({ world, id }: V2Call): object {
  const row = world.store
    .sql("SELECT doc, pending FROM event WHERE id = ? AND account IS ? AND created > ?")
    .get(snapshotIdOf(id), world.store.account, world.clock.nowSeconds() - EVENTS_KEPT_SECONDS);
  if (row === undefined) throw notFound("event", id);
  return thinEvent(renderEvent(row), "fetched");
}

/** Writes the event of a ping, which v2 alone knows; gives its own id and the event as v2 answers it. */
export function pingEvent(world: World, destination: object): { event: string; thin: object } {
  const id = world.ids.next("evt_1", 23);
  const created = world.clock.nowSeconds();
  const { account } = world.store;
  const doc = {
    id,
    object: "event",
    ...(account === null ? {} : { account }),
    created,
    data: { object: destination },
    livemode: false,
    request: world.request,
    type: PING,
  };
  world.store
    .sql(
      "INSERT INTO event (id, created, account, type, pending, undelivered, doc) VALUES (?, ?, ?, ?, 0, 0, ?)",
    )
    .run(id, created, account, PING, JSON.stringify(doc));
  return {
    event: id,
    thin: thinEvent(renderEvent({ doc: JSON.stringify(doc), pending: 0 }), "fetched"),
  };
}

export const v2EventRoutes: readonly V2Route[] = [
  {
    method: "GET",
    path: PATH,
    accepts: ["created", "limit", "object_id", "page", "types"],
    handle: list,
  },
  { method: "GET", path: `${PATH}/:id`, accepts: [], handle: retrieve },
];
