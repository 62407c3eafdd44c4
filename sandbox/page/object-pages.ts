import type { Engine } from "../engine.ts";
import { type Html, html } from "../protocol/html.ts";
import type { PageAnswer, PageRequest } from "../protocol/page-route.ts";
import { nounText, objectPath, timeOf } from "./formats.ts";
import { jsonView } from "./json-view.ts";
import { nothing, page, section, seeOther } from "./layout.ts";
import { eventTable, objectTable } from "./object-table.ts";
import {
  ALL_KINDS,
  countOf,
  eventsOf,
  findById,
  isKind,
  newestEvents,
  newestOf,
} from "./read-objects.ts";

const PLACE = "/_sandbox/page/objects";
const EVENTS_SHOWN = 100;

function olderLink(next: number | null, shown: Readonly<Record<string, string>>): Html {
  if (next === null) return html``;
  const query = new URLSearchParams({ ...shown, before: String(next) });
  return html`<p><a class="button" href="${PLACE}?${query.toString()}">Older</a></p>`;
}

/** The objects of one kind, newest first. An id in the search field leads straight to its object. */
export function objectsPage(engine: Engine, { query }: PageRequest): PageAnswer {
  const { store } = engine.world;
  const text = query.get("q")?.trim() ?? "";
  const wanted = query.get("kind") ?? "";
  const kind = isKind(wanted) ? wanted : "payment_intent";
  if (
    text !== "" &&
    query.get("before") === null &&
    !text.startsWith("cus_") &&
    findById(store, text) !== null
  )
    return seeOther(objectPath(text));
  const before = Number(query.get("before"));
  const { rows, next } = newestOf(store, kind, { text, before: before > 0 ? before : null });
  const body = [
    html`<h1>Objects</h1>
<form class="tools" method="get" action="${PLACE}" role="search">
<label>Kind <select name="kind">${ALL_KINDS.map(
      (name) =>
        html`<option value="${name}"${name === kind ? html` selected` : null}>${nounText(name)} (${countOf(store, name)})</option>`,
    )}</select></label>
<label>Id or customer <input name="q" value="${text}" placeholder="ch_… or cus_…" autocomplete="off" spellcheck="false"></label>
<button>Show</button>
</form>`,
    html`<div id="objects" data-live>${rows.length === 0 ? nothing(`No ${nounText(kind).toLowerCase()} to show.`) : objectTable(nounText(kind), rows)}</div>`,
    olderLink(next, { kind, q: text }),
  ];
  return page(engine, { place: PLACE, title: "Objects", body });
}

/** One object or event: its JSON, and the events that told of it. Null when there is none of that id. */
export function objectPage(engine: Engine, { found }: PageRequest): PageAnswer | null {
  const { store } = engine.world;
  const row = findById(store, found["id"] ?? "");
  if (row === null) return null;
  const events = row.kind === "event" ? [] : eventsOf(store, row.id);
  const isEvent = row.kind === "event";
  const timeline = section(
    "Timeline",
    events.length === 0
      ? nothing(isEvent ? "An event has no events of its own." : "No event carried it.")
      : html`<ol class="timeline">${events.map(
          (event) =>
            html`<li><a class="id" href="${objectPath(event.id)}">${String(event.doc["type"])}</a>${timeOf(event.created * 1000)}</li>`,
        )}</ol>`,
    "timeline",
  );
  const body = [
    html`<p class="quiet"><a href="${PLACE}${row.kind === "event" ? "" : `?kind=${row.kind}`}">${nounText(row.kind)}</a> · made ${timeOf(row.created * 1000)}${row.account === null ? null : html` · of ${row.account}`}</p>
<h1 class="id">${row.id}</h1>`,
    html`<div class="columns wide-first">${section("JSON", jsonView(store, row.doc), "json")}${timeline}</div>`,
  ];
  return page(engine, { place: PLACE, title: row.id, body });
}

/** The newest events, of one type or family. */
export function eventsPage(engine: Engine, { query }: PageRequest): PageAnswer {
  const type = query.get("type")?.trim() ?? "";
  const rows = newestEvents(engine.world.store, type, EVENTS_SHOWN);
  const body = [
    html`<h1>Events</h1>
<form class="tools" method="get" role="search">
<label>Type <input name="type" value="${type}" placeholder="charge.* or payout.paid" autocomplete="off" spellcheck="false"></label>
<button>Show</button>
</form>`,
    html`<div id="events" data-live>${rows.length === 0 ? nothing("No event of that type.") : eventTable("Events, newest first", rows)}</div>`,
  ];
  return page(engine, { place: "/_sandbox/page/events", title: "Events", body });
}
