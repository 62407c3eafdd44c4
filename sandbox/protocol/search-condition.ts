import type { ColumnValue } from "../store/object-kinds.ts";
import type { Condition } from "./list-page.ts";
import { badQuery, type SearchClause, type SearchQuery } from "./search-query.ts";

/** Shorter parts of a text cannot be looked for (docs.stripe.com/search, substring match). */
const SHORTEST_PART = 3;

/**
 * What may be searched by: `text` by the whole or a part, `token` by the whole only, `boolean` as "true" or "false",
 * `number` with comparisons. All without regard to case. `metadata` is searchable everywhere and not listed.
 */
export type SearchFields = Readonly<Record<string, SearchField>>;

export interface SearchField {
  readonly type: "text" | "token" | "boolean" | "number";
  /** Where the value stands in the object when not at the field's own name, as a path such as `card.last4`. */
  readonly path?: string;
}

/** The query as one SQL condition on the stored object; an unknown field or an operator that does not fit throws 400. */
export function searchCondition(query: SearchQuery, fields: SearchFields): Condition {
  const parts = query.clauses.map((clause) => clauseCondition(clause, fields));
  return {
    sql: parts.map((part) => `(${part.sql})`).join(` ${query.joinedBy} `),
    values: parts.flatMap((part) => part.values),
  };
}

function clauseCondition(clause: SearchClause, fields: SearchFields): Condition {
  const positive = clause.key === null ? fieldCondition(clause, fields) : metadataCondition(clause);
  // A clause about a field that is not set is false, and so its negation true, where SQL would say neither.
  return clause.negated ? { ...positive, sql: `NOT coalesce(${positive.sql}, 0)` } : positive;
}

function metadataCondition({ key, operator, value }: SearchClause): Condition {
  const held = "SELECT 1 FROM json_each(doc, '$.metadata') AS held WHERE held.key = ?";
  if (value === null) return { sql: `NOT EXISTS (${held})`, values: [key] };
  const test = textTest("held.value", operator, value, "metadata");
  return { sql: `EXISTS (${held} AND ${test.sql})`, values: [key, ...test.values] };
}

function fieldCondition({ field, operator, value }: SearchClause, fields: SearchFields): Condition {
  const known = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (known === undefined) {
    throw badQuery(
      `Field \`${field}\` is an unsupported search field for this resource. See https://docs.stripe.com/search for a list of supported fields.`,
    );
  }
  const column = `json_extract(doc, '$.${known.path ?? field}')`;
  if (value === null) return { sql: `${column} IS NULL`, values: [] };
  switch (known.type) {
    case "number":
      return numberTest(column, operator, value, field);
    case "boolean":
      return flagTest(column, operator, value, field);
    case "token":
      if (operator === "~") throw unfit(field, operator);
      return textTest(column, operator, value, field);
    case "text":
      return textTest(column, operator, value, field);
    default:
      return known.type satisfies never;
  }
}

function textTest(
  column: string,
  operator: SearchClause["operator"],
  value: string,
  field: string,
): { sql: string; values: ColumnValue[] } {
  const text = lowerAscii(value);
  if (operator === ":") return { sql: `lower(${column}) = ?`, values: [text] };
  if (operator !== "~") throw unfit(field, operator);
  if (text.length < SHORTEST_PART)
    throw badQuery(`A substring match needs at least ${SHORTEST_PART} characters.`);
  return { sql: `instr(lower(${column}), ?) > 0`, values: [text] };
}

/** As SQLite's own `lower` does it, which leaves other letters alone. */
function lowerAscii(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function numberTest(
  column: string,
  operator: SearchClause["operator"],
  value: string,
  field: string,
): Condition {
  if (operator === "~") throw unfit(field, operator);
  const number = Number(value);
  if (value.trim() === "" || Number.isNaN(number))
    throw badQuery(`Field \`${field}\` is compared with a number, not with ${value}.`);
  return { sql: `${column} ${operator === ":" ? "=" : operator} ?`, values: [number] };
}

function flagTest(
  column: string,
  operator: SearchClause["operator"],
  value: string,
  field: string,
): Condition {
  if (operator !== ":") throw unfit(field, operator);
  if (value !== "true" && value !== "false")
    throw badQuery(`Field \`${field}\` is "true" or "false", not ${value}.`);
  return { sql: `${column} = ?`, values: [value === "true" ? 1 : 0] };
}

function unfit(field: string, operator: string): Error {
  return badQuery(`Field \`${field}\` cannot be searched with the operator ${operator}.`);
}
