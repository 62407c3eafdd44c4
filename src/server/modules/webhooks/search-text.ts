/** What a person typed into the search of deliveries, as the one column that can answer it with an index. */
export type DeliverySearch =
  | { readonly kind: "event"; readonly id: string }
  | { readonly kind: "object"; readonly id: string }
  | { readonly kind: "type"; readonly prefix: string }
  | { readonly kind: "object-or-type"; readonly text: string };

const TYPE = /^[a-z][a-z_]*(\.[a-z_]*)+$/;
const WORD = /^[a-z][a-z_]*$/;

/** Tells an event's id, a type ("charge.refunded", "charge.") and an object's id apart by their form; a bare word may be both. */
export function readSearch(text: string): DeliverySearch {
  if (text.startsWith("evt_")) return { kind: "event", id: text };
  if (TYPE.test(text)) return { kind: "type", prefix: text };
  return WORD.test(text) ? { kind: "object-or-type", text } : { kind: "object", id: text };
}

/** A prefix as a LIKE pattern: what the person typed stands for itself. */
export function prefixPattern(prefix: string): string {
  return `${prefix.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
