import { ROUTES } from "../../protocol/route-table.ts";
import type { Tour } from "./tour.ts";

const WHOLE = 100;
const PIECE = 3;

/** Reads a list in small pieces, each begun after the last object of the one before. */
async function inPieces(tour: Tour, path: string): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const after = ids.at(-1);
    const cursor = after === undefined ? "" : `&starting_after=${after}`;
    const piece = await tour.all(`${path}?limit=${PIECE}${cursor}`);
    ids.push(...piece.map(({ id }) => id));
    if (piece.length < PIECE || ids.length >= WHOLE) return ids.slice(0, WHOLE);
  }
}

/** The lists whose pages leave something out, repeat it or change its place; most of their objects share one second. */
export async function unstableLists(tour: Tour): Promise<string[]> {
  const unstable: string[] = [];
  for (const { method, path, accepts } of ROUTES) {
    if (method !== "GET" || path.includes(":") || !accepts.includes("starting_after")) continue;
    const rows = await tour.all(`${path}?limit=${WHOLE}`).catch(() => []);
    const pieces = rows.length === 0 ? [] : await inPieces(tour, path);
    const fits = JSON.stringify(pieces) === JSON.stringify(rows.map(({ id }) => id));
    if (!fits) unstable.push(path);
  }
  return unstable;
}
