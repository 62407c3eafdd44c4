import { type Html, html } from "../protocol/html.ts";
import type { ObjectStore } from "../store/object-store.ts";
import { objectPath } from "./formats.ts";
import { findById } from "./read-objects.ts";

/** Ids begin with a few lower-case letters and an underscore: `ch_`, `evt_1`, `txn_1`. */
const ID_SHAPE = /^[a-z]{2,8}_[A-Za-z0-9_]{6,}$/;

/** An object's JSON in which every id of another stored object leads to its page. */
export function jsonView(store: ObjectStore, doc: Readonly<Record<string, unknown>>): Html {
  const own = doc["id"];
  const exists = new Map<string, boolean>();
  const leads = (id: string): boolean => {
    if (id === own || !ID_SHAPE.test(id)) return false;
    const known = exists.get(id) ?? findById(store, id) !== null;
    exists.set(id, known);
    return known;
  };
  const parts = JSON.stringify(doc, null, 2).split(/("(?:[^"\\]|\\.)*"(?::)?)/);
  const marked = parts.map((part) => {
    if (!part.startsWith('"')) return html`${part}`;
    if (part.endsWith(":")) return html`<span class="key">${part.slice(0, -1)}</span>:`;
    const text = part.slice(1, -1);
    return leads(text)
      ? html`"<a href="${objectPath(text)}">${text}</a>"`
      : html`<span class="text">${part}</span>`;
  });
  return html`<pre class="json" tabindex="0" aria-label="JSON">${marked}</pre>`;
}
