/** What a person typed into the search of deliveries, as the one column that can answer it with an index. */
export type DeliverySearch =
  | { readonly kind: "event"; readonly id: string }
  | { readonly kind: "object"; readonly id: string }
  | { readonly kind: "type"; readonly prefix: string };

const TYPE = /^[a-z][a-z_]*(\.[a-z_]*)*$/;

/** Tells an event's id, a type ("charge.refunded", "charge.", "balance") and any other object's id apart by their form. */
export function readSearch(text: string): DeliverySearch {
  if (text.startsWith("evt_")) return { kind: "event", id: text };
  if (TYPE.test(text)) return { kind: "type", prefix: text };
  return { kind: "object", id: text };
}

/** A prefix as a LIKE pattern: what the person typed stands for itself. */
export function prefixPattern(prefix: string): string {
  return `${prefix.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
