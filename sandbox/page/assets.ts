import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PageAnswer } from "../protocol/page-route.ts";

const TYPES: Readonly<Record<string, string>> = {
  "page.css": "text/css; charset=utf-8",
  "parts.css": "text/css; charset=utf-8",
  "tables.css": "text/css; charset=utf-8",
  "live.js": "text/javascript; charset=utf-8",
  "icon.svg": "image/svg+xml",
};

/** A file of the page; null when there is none of that name. */
export function assetOf(name: string): PageAnswer | null {
  const type = TYPES[name];
  if (type === undefined) return null;
  const headers = {
    "content-type": type,
    "cache-control": "no-cache",
    "x-content-type-options": "nosniff",
  };
  return {
    status: 200,
    headers,
    body: readFileSync(join(import.meta.dirname, "assets", name), "utf8"),
  };
}
