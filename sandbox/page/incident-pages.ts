import type { Engine } from "../engine.ts";
import { type Html, html } from "../protocol/html.ts";
import type { PageAnswer, PageRequest } from "../protocol/page-route.ts";
import { askControl, isRow, rowsIn } from "./ask-control.ts";
import { objectPath, timeOf } from "./formats.ts";
import { nothing, page, section, seeOther } from "./layout.ts";

const PLACE = "/_sandbox/page/incidents";
const OBJECTS_SHOWN = 3;

type Row = Readonly<Record<string, unknown>>;

function offerHtml({ name, description, lastsHours }: Row): Html {
  const lasts =
    typeof lastsHours === "number"
      ? `Lasts ${lastsHours} h of the account’s clock.`
      : "Nothing ends it.";
  return html`<li class="card"><h3>${words(name)}</h3>
<p><span class="about">${String(description)}.</span> <span class="quiet">${lasts}</span></p>
<form method="post" action="${PLACE}"><button class="primary" name="name" value="${String(name)}" aria-label="Start now: ${words(name)}">Start now</button></form></li>`;
}

function beginHtml({ name, from, until, effects, objects }: Row): Html {
  const counts = isRow(effects) ? Object.entries(effects) : [];
  const ids = Array.isArray(objects) ? objects.filter(isRow).map(({ id }) => String(id)) : [];
  return html`<tr>
<td>${words(name)}</td>
<td class="when">${timeOf(Date.parse(String(from)))}</td>
<td class="when">${typeof until === "string" ? timeOf(Date.parse(until)) : "open"}</td>
<td>${counts.map(([role, effect]) => html`${isRow(effect) ? Number(effect["count"]) : 0} ${words(role)} `)}</td>
<td>${[...new Set(ids)].slice(-OBJECTS_SHOWN).map((id) => html`<a class="id" href="${objectPath(id)}">${id}</a> `)}</td></tr>`;
}

function beginTable(rows: readonly Row[]): Html {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Incidents"><table>
<caption class="sr">Incidents, newest first</caption>
<thead><tr><th scope="col">Incident</th><th scope="col">From</th><th scope="col">Until</th><th scope="col">What it did</th><th scope="col">Last objects</th></tr></thead>
<tbody>${rows.map(beginHtml)}</tbody></table></div>`;
}

function words(name: unknown): string {
  return String(name).replaceAll(/[-_]/g, " ");
}

/** What can go wrong in the business at one click, and what already did. */
export function incidentsPage(engine: Engine, problem: string | null = null): PageAnswer {
  const offers = rowsIn(askControl(engine, { method: "GET", path: "incidents" }), "incidents");
  const begun = rowsIn(
    askControl(engine, { method: "GET", path: "truth" }),
    "incidents",
  ).toReversed();
  const body = [
    html`<h1>Incidents</h1>
<p class="lead">Something goes wrong in the shop from now on, as it would in real life. Nothing tells the product: it has to notice by itself.</p>`,
    section("Start one", html`<ul class="cards">${offers.map(offerHtml)}</ul>`),
    section(
      "Begun so far",
      begun.length === 0 ? nothing("None: a quiet account.") : beginTable(begun),
      "incidents",
    ),
  ];
  return page(engine, { place: PLACE, title: "Incidents", body, problem });
}

/** Lets an incident begin. */
export function startIncident(engine: Engine, { body }: PageRequest): PageAnswer {
  const name = new URLSearchParams(body).get("name") ?? "";
  const { problem } = askControl(engine, { method: "POST", path: "incidents", body: { name } });
  return problem === null ? seeOther(PLACE) : incidentsPage(engine, problem);
}
