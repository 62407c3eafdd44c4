import { invalidParameter } from "./api-error.ts";

const MAX_CLAUSES = 10;

/** `:` is equality for text and numbers alike, `~` looks for a part of a text, the others compare numbers. */
export type SearchOperator = ":" | "~" | ">" | "<" | ">=" | "<=";

/** One clause such as `-metadata["key"]:"x"`. */
export interface SearchClause {
  readonly field: string;
  /** The key in `metadata["key"]`; null for a plain field. */
  readonly key: string | null;
  readonly operator: SearchOperator;
  /** Null for the bare word `null`, by which a query asks for a field that is not set. */
  readonly value: string | null;
  readonly negated: boolean;
}

export interface SearchQuery {
  readonly joinedBy: "AND" | "OR";
  readonly clauses: readonly SearchClause[];
}

const CLAUSE =
  /(?<minus>-?)(?<field>[a-z_][a-z0-9_.]*)(?:\[(?:"(?<dkey>(?:[^"\\]|\\.)*)"|'(?<skey>(?:[^'\\]|\\.)*)')\])?\s*(?<operator>>=|<=|[:~><=])\s*(?:"(?<double>(?:[^"\\]|\\.)*)"|'(?<single>(?:[^'\\]|\\.)*)'|(?<bare>[^\s"'()]+))/y;
const JOINER = /\s+(?:(AND|OR)\s+)?/iy;

/**
 * Reads a query of Stripe's search language (docs.stripe.com/search): up to ten clauses joined by AND, which a blank
 * stands for, or by OR, never by both; no parentheses. Throws 400 with what is wrong and where.
 */
export function parseSearchQuery(text: string): SearchQuery {
  const query = text.trim();
  const clauses: SearchClause[] = [];
  const joiners = new Set<"AND" | "OR">();
  let position = 0;
  for (;;) {
    const clause = matchAt(CLAUSE, query, position);
    if (clause === null) throw unreadable(query, position);
    clauses.push(clauseOf(clause.groups ?? {}, query));
    position += clause[0].length;
    if (position === query.length) break;
    const joiner = matchAt(JOINER, query, position);
    if (joiner === null) throw unreadable(query, position);
    joiners.add(joiner[1]?.toUpperCase() === "OR" ? "OR" : "AND");
    position += joiner[0].length;
  }
  if (joiners.size > 1)
    throw badQuery(
      "We were unable to parse your search query: you can't combine AND and OR in it.",
    );
  if (clauses.length > MAX_CLAUSES)
    throw badQuery(
      `A search query can hold up to ${MAX_CLAUSES} clauses, this one has ${clauses.length}.`,
    );
  return { joinedBy: joiners.has("OR") ? "OR" : "AND", clauses };
}

/** 400 about the parameter `query`. */
export function badQuery(message: string): Error {
  return invalidParameter(null, message, "query");
}

function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(text);
}

function clauseOf(
  groups: Readonly<Record<string, string | undefined>>,
  query: string,
): SearchClause {
  const { minus, field = "", dkey, skey, operator } = groups;
  const key = dkey ?? skey;
  if ((field === "metadata") !== (key !== undefined)) {
    throw badQuery(
      field === "metadata"
        ? 'Metadata is searched by key, as in metadata["key"]:"value".'
        : `Only metadata has keys in a search query, ${field} has none.`,
    );
  }
  const value = valueOf(groups, query);
  // Stripe's page lists `=` among the comparisons of numbers beside the colon.
  const found = OPERATORS.find((known) => known === operator) ?? ":";
  if (value === null && found !== ":") throw badQuery("Only a colon can stand before null.");
  const named = { field, key: key === undefined ? null : unescaped(key) };
  return { ...named, negated: minus === "-", operator: found, value };
}

/** Text in quotation marks, a bare number, or null for the bare word. */
function valueOf(
  { double, single, bare = "" }: Readonly<Record<string, string | undefined>>,
  query: string,
): string | null {
  const quoted = double ?? single;
  if (quoted !== undefined) return unescaped(quoted);
  if (bare === "null") return null;
  if (!Number.isNaN(Number(bare))) return bare;
  throw badQuery(
    `We were unable to parse your search query: put the value ${bare} in quotation marks (${query}).`,
  );
}

const OPERATORS: readonly SearchOperator[] = [":", "~", ">", "<", ">=", "<="];

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, "$1");
}

function unreadable(query: string, position: number): Error {
  const rest = query.slice(position, position + 40);
  return badQuery(
    `We were unable to parse your search query${rest === "" ? ": a clause is missing at its end." : ` at: ${rest}`}`,
  );
}
