export type ColumnValue = string | number | null;

/** How objects of one kind are kept. */
export interface KindDefinition<Doc> {
  /** Columns computed from the object at each write, so that lists can filter by them. */
  readonly derived: Readonly<Record<string, (doc: Doc) => ColumnValue>>;
  /** Columns that Stripe's object does not show, kept beside it. */
  readonly extra: readonly string[];
  readonly indexes: readonly string[];
}

/** The id of a field that holds either an id or the expanded object. */
export function idOf(field: string | { id?: string } | null | undefined): string | null {
  if (field === null || field === undefined) return null;
  return typeof field === "string" ? field : (field.id ?? null);
}
