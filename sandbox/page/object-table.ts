import { type Html, html } from "../protocol/html.ts";
import { amountText, objectPath, statusBadge, timeOf } from "./formats.ts";
import type { StoredRow } from "./read-objects.ts";

const AMOUNT_FIELDS = ["amount", "total", "unit_amount"] as const;
const LABEL_FIELDS = ["name", "email", "description", "nickname", "url", "reason", "type"] as const;

/** What a person knows an object by, beside its id. */
function labelOf({ doc }: StoredRow): string {
  for (const field of LABEL_FIELDS) {
    const value = doc[field];
    if (typeof value === "string" && value !== "") return value;
  }
  return "";
}

function amountOf({ doc }: StoredRow): string {
  const currency = doc["currency"];
  for (const field of AMOUNT_FIELDS) {
    const value = doc[field];
    if (typeof value === "number" && typeof currency === "string")
      return amountText(value, currency);
  }
  return "";
}

function rowHtml(row: StoredRow): Html {
  const status = row.doc["status"];
  return html`<tr>
<td><a class="id" href="${objectPath(row.id)}">${row.id}</a></td>
<td>${typeof status === "string" ? statusBadge(status) : null}</td>
<td class="number">${amountOf(row)}</td>
<td class="label">${labelOf(row)}</td>
<td class="when">${timeOf(row.created * 1000)}</td>
</tr>`;
}

/** Objects of any kind, one row each. */
export function objectTable(caption: string, rows: readonly StoredRow[]): Html {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}"><table>
<caption class="sr">${caption}</caption>
<thead><tr><th scope="col">Id</th><th scope="col">Status</th><th scope="col" class="number">Amount</th><th scope="col">What</th><th scope="col">Made</th></tr></thead>
<tbody>${rows.map(rowHtml)}</tbody>
</table></div>`;
}

/** Events, one row each: type, the object each carries, how many deliveries are still open. */
export function eventTable(caption: string, rows: readonly StoredRow[]): Html {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}"><table>
<caption class="sr">${caption}</caption>
<thead><tr><th scope="col">Type</th><th scope="col">Object</th><th scope="col">Event</th><th scope="col">When</th></tr></thead>
<tbody>${rows.map((row) => {
    const subject = subjectOf(row);
    return html`<tr>
<td class="id">${String(row.doc["type"])}</td>
<td>${subject === null ? null : html`<a class="id" href="${objectPath(subject)}">${subject}</a>`}</td>
<td><a class="id" href="${objectPath(row.id)}">${row.id}</a></td>
<td class="when">${timeOf(row.created * 1000)}</td>
</tr>`;
  })}</tbody>
</table></div>`;
}

function subjectOf({ doc }: StoredRow): string | null {
  const { data } = doc as { data?: { object?: { id?: unknown } } };
  return typeof data?.object?.id === "string" ? data.object.id : null;
}
