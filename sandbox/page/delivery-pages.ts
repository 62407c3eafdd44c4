import type { Engine } from "../engine.ts";
import { type Html, html } from "../protocol/html.ts";
import type { PageAnswer, PageRequest } from "../protocol/page-route.ts";
import { askControl, isRow, rowsIn, wordsIn } from "./ask-control.ts";
import { objectPath, statusBadge, timeOf } from "./formats.ts";
import { nothing, page, section, seeOther } from "./layout.ts";
import { objectTable } from "./object-table.ts";
import { newestOf } from "./read-objects.ts";

const PLACE = "/_sandbox/page/deliveries";
const SHOWN = 100;

type Row = Readonly<Record<string, unknown>>;

function attemptHtml(attempt: Row): Html {
  const { status, error, startedAtMs, latencyMs } = attempt;
  const said = typeof status === "number" ? String(status) : wordsIn(error, "no answer");
  return html`<li><span class="badge ${typeof status === "number" && status < 300 ? "ok" : "bad"}">${said}</span> ${timeOf(Number(startedAtMs))} <span class="quiet">${Number(latencyMs)} ms</span></li>`;
}

function deliveryHtml(row: Row): Html {
  const { id, event, endpoint, state, nextAtMs } = row;
  const attempts = Array.isArray(row["attempts"]) ? row["attempts"].filter(isRow) : [];
  const due = typeof nextAtMs === "number" && nextAtMs > 0 && state === "pending";
  return html`<tr>
<td><a class="id" href="${objectPath(String(event))}">${String(event)}</a></td>
<td><a class="id" href="${objectPath(String(endpoint))}">${String(endpoint)}</a></td>
<td>${statusBadge(String(state))}${due ? html` <span class="quiet">next ${timeOf(nextAtMs)}</span>` : null}</td>
<td>${attempts.length === 0 ? html`<span class="quiet">none yet</span>` : html`<ol class="attempts">${attempts.map(attemptHtml)}</ol>`}</td>
<td><form method="post" action="${PLACE}/${String(id)}/resend"><button aria-label="Resend ${String(event)} to ${String(endpoint)}">Resend</button></form></td>
</tr>`;
}

function deliveryTable(rows: readonly Row[]): Html {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Deliveries"><table>
<caption class="sr">Deliveries, newest first</caption>
<thead><tr><th scope="col">Event</th><th scope="col">Endpoint</th><th scope="col">State</th><th scope="col">Attempts</th><th scope="col">Again</th></tr></thead>
<tbody>${rows.map(deliveryHtml)}</tbody></table></div>`;
}

/** The webhook endpoints and the deliveries to them, newest first, with every attempt. Attempts are in real time. */
export function deliveriesPage(engine: Engine, problem: string | null = null): PageAnswer {
  const endpoints = newestOf(engine.world.store, "webhook_endpoint", { text: "", before: null });
  const rows = rowsIn(
    askControl(engine, { method: "GET", path: `deliveries?limit=${SHOWN}` }),
    "deliveries",
  );
  const body = [
    html`<h1>Webhooks</h1>`,
    section(
      "Endpoints",
      endpoints.rows.length === 0
        ? nothing("Nobody listens: no endpoint has been created over the API.")
        : objectTable("Webhook endpoints", endpoints.rows),
      "endpoints",
    ),
    section(
      "Deliveries",
      rows.length === 0 ? nothing("Nothing was sent yet.") : deliveryTable(rows),
      "deliveries",
    ),
  ];
  return page(engine, { place: PLACE, title: "Webhooks", body, problem });
}

/** Sends one delivery again. */
export function resendDelivery(engine: Engine, { found }: PageRequest): PageAnswer {
  const path = `deliveries/${encodeURIComponent(found["id"] ?? "")}/resend`;
  const { problem } = askControl(engine, { method: "POST", path });
  return problem === null ? seeOther(PLACE) : deliveriesPage(engine, problem);
}
