import { isGroup } from "../../control/fault-arguments.ts";
import { ApiError } from "../../protocol/api-error.ts";
import type { World } from "../../world.ts";

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

/** One request to `/v2/…`: parameters of the URL, and the JSON body of a POST. */
export interface V2Call {
  readonly world: World;
  readonly id: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface V2Route {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly accepts: readonly string[];
  readonly handle: (call: V2Call) => object;
}

/** 400: fields could not be read; nothing was executed. */
export function invalidField(message: string): ApiError {
  const detail = { type: "invalid_request_error", code: "invalid_fields", message } as const;
  return new ApiError(400, detail, { validation: true });
}

export function notFound(noun: string, id: string): ApiError {
  return new ApiError(404, {
    type: "invalid_request_error",
    code: "not_found",
    message: `No such ${noun}: '${id}'.`,
  });
}

/** Refuses every field or parameter that the route does not list. */
export function onlyAccept({ query, body }: V2Call, accepts: readonly string[]): void {
  const given = [
    ...[...query.keys()].map((name) => name.replace(/\[.*$/, "")),
    ...Object.keys(body),
  ];
  const unknown = given.find((name) => !accepts.includes(name));
  if (unknown !== undefined) throw invalidField(`Received unknown field: ${unknown}`);
}

/** A list in the URL, in either way that clients write one: repeated, or with an index. */
export function listIn(query: URLSearchParams, name: string): string[] {
  return [...query].flatMap(([key, value]) =>
    key.replace(/\[\d*\]$/, "") === name ? [value] : [],
  );
}

/** Text of the body; undefined when it is not given. */
export function textIn(body: V2Call["body"], name: string): string | undefined {
  const value = body[name];
  if (value === undefined || typeof value === "string") return value;
  throw invalidField(`${name} is a string.`);
}

/** A list of texts of the body; undefined when it is not given. */
export function textsIn(body: V2Call["body"], name: string): string[] | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw invalidField(`${name} is an array of strings.`);
}

/** The body's metadata merged into `current`: null removes a key. */
export function metadataIn(
  body: V2Call["body"],
  current: Readonly<Record<string, string>>,
): Record<string, string> {
  const given = body["metadata"];
  if (given === undefined) return { ...current };
  if (!isGroup(given)) throw invalidField("metadata is an object of strings.");
  const merged = Object.entries({ ...current, ...given }).filter(([, value]) => value !== null);
  if (merged.some(([, value]) => typeof value !== "string"))
    throw invalidField("metadata is an object of strings.");
  return Object.fromEntries(merged.map(([name, value]) => [name, String(value)]));
}

/** A page of v2 (https://docs.stripe.com/api-v2-overview#list-pagination): its URLs carry all that the next call needs. */
export function pageOf<Row extends { readonly position: number }>(
  { path, query }: V2Call,
  rowsBefore: (position: number, limit: number) => readonly Row[],
  shown: (row: Row) => object,
): object {
  const limit = Number(query.get("limit") ?? DEFAULT_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT)
    throw invalidField(`limit is between 1 and ${MAX_LIMIT}.`);
  const token = query.get("page");
  const from = token === null ? Number.MAX_SAFE_INTEGER : positionOf(token);
  const rows = rowsBefore(from, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const url = (position: number): string => {
    const next = new URLSearchParams(query);
    next.set("page", Buffer.from(`before:${position}`).toString("base64url"));
    return `${path}?${next.toString()}`;
  };
  return {
    data: page.map(shown),
    next_page_url: rows.length > limit && last !== undefined ? url(last.position) : null,
    previous_page_url: null,
  };
}

function positionOf(token: string): number {
  const match = /^before:(\d+)$/.exec(Buffer.from(token, "base64url").toString("utf8"));
  if (match === null) throw invalidField("page is not a token of this list.");
  return Number(match[1]);
}
