import type { Engine } from "../engine.ts";
import type { PageAnswer, PageRequest } from "../protocol/page-route.ts";
import { askControl, isRow, rowsIn } from "./ask-control.ts";
import { objectPath, timeOf } from "./formats.ts";
import { type Html, html } from "./html.ts";
import { nothing, page, section, seeOther } from "./layout.ts";

const PLACE = "/_sandbox/page/incidents";

type Row = Readonly<Record<string, unknown>>;

function offerHtml(offer: Row): Html {
  const name = String(offer["name"]);
  return html`<li class="card"><h3>${name.replaceAll("-", " ")}</h3><p>${String(offer["about"] ?? "")}</p>
<form method="post" action="${PLACE}"><button class="primary" name="name" value="${name}" aria-label="Start ${name}">Start now</button></form></li>`;
}

function objectsOf(incident: Row): readonly string[] {
  const objects = incident["objects"];
  if (!Array.isArray(objects)) return [];
  return objects.map((object: unknown) => (isRow(object) ? String(object["id"]) : String(object)));
}

function incidentHtml(incident: Row): Html {
  const { name, from, until } = incident;
  return html`<tr><td>${String(name).replaceAll("-", " ")}</td>
<td>${timeOf(Date.parse(String(from)))}</td>
<td>${typeof until === "string" ? timeOf(Date.parse(until)) : html`<span class="quiet">open</span>`}</td>
<td>${objectsOf(incident)
    .slice(0, 5)
    .map((id) => html`<a class="id" href="${objectPath(id)}">${id}</a> `)}</td></tr>`;
}

/** What can go wrong in the business at one click, and what already did. */
export function incidentsPage(engine: Engine, problem: string | null = null): PageAnswer {
  const answer = askControl(engine, { method: "GET", path: "incidents" });
  const offers = rowsIn(answer, "available");
  const begun = rowsIn(answer, "incidents");
  const body = [
    html`<h1>Incidents</h1>
<p class="lead">Something goes wrong in the shop from now on, as it would in real life. Nothing tells the product: it has to notice by itself.</p>`,
    section(
      "Start one",
      offers.length === 0
        ? nothing("There is no incident to start.")
        : html`<ul class="cards">${offers.map(offerHtml)}</ul>`,
    ),
    section(
      "Begun so far",
      begun.length === 0
        ? nothing("None: a quiet account.")
        : html`<div class="scroll" tabindex="0" role="group" aria-label="Incidents"><table><caption class="sr">Incidents</caption><thead><tr><th scope="col">Incident</th><th scope="col">From</th><th scope="col">Until</th><th scope="col">Touched</th></tr></thead><tbody>${begun.map(incidentHtml)}</tbody></table></div>`,
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
