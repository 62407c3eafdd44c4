import { findRoute, ROUTES } from "../../protocol/route-table.ts";
import type { Tour } from "./tour.ts";

/** Lists that name what they belong to in a parameter: their routes are stops of their own. */
const NEEDS_A_PARAMETER = new Set([
  "/v1/setup_attempts",
  "/v1/subscription_items",
  "/v1/radar/value_list_items",
]);

/** Answers to a route's `:id` and `:child`, found in the lists above it; the routes without lists are stops of their own. */
async function addressesOf(tour: Tour, template: string): Promise<string[]> {
  const parent = /^(?<list>.*?)\/:(id|child)/.exec(template)?.groups?.["list"];
  if (parent === undefined) return [template];
  if (NEEDS_A_PARAMETER.has(parent) || findRoute("GET", parent) === null) return [];
  const ids = (await tour.all(parent)).map(({ id, object, currency }) =>
    object === "exchange_rate" && typeof currency === "string" ? currency : id,
  );
  const rest = template.slice(parent.length).replace(/^\/:(id|child)/, "");
  const found = await Promise.all(ids.map((id) => addressesOf(tour, `${parent}/${id}${rest}`)));
  return found.flat();
}

const SEARCHES: Readonly<Record<string, string>> = {
  "/v1/charges/search": "amount>1",
  "/v1/customers/search": "email:'ada@example.com'",
  "/v1/payment_intents/search": "amount>1",
  "/v1/invoices/search": "currency:'eur'",
  "/v1/prices/search": "active:'true'",
  "/v1/products/search": "active:'true'",
  "/v1/subscriptions/search": "status:'active'",
};

/** Reads every route that can be read, from the objects that the stops have made. */
export async function visitReads(tour: Tour): Promise<void> {
  for (const { method, path } of ROUTES) {
    if (method !== "GET") continue;
    const query = SEARCHES[path];
    if (query !== undefined) await tour.get(`${path}?query=${encodeURIComponent(query)}`);
    else if (!NEEDS_A_PARAMETER.has(path))
      for (const address of await addressesOf(tour, path)) await tour.get(address);
  }
}

/** Writes metadata to one object of each kind that takes it, and deletes one of each that lets it. */
export async function visitChanges(tour: Tour): Promise<void> {
  for (const { method, path, accepts } of ROUTES) {
    const updates =
      method === "POST" && /\/:(id|child)$/.test(path) && accepts.includes("metadata");
    if (updates)
      await firstThatLets(tour, path, (address) => tour.post(address, { metadata: { tour: "1" } }));
  }
  for (const { method, path } of ROUTES) {
    if (method === "DELETE") await firstThatLets(tour, path, (address) => tour.delete(address));
  }
}

/** Tries the newest objects in turn: not each is in a state that lets itself be changed. */
async function firstThatLets(
  tour: Tour,
  path: string,
  change: (address: string) => Promise<unknown>,
): Promise<void> {
  for (const address of await addressesOf(tour, path)) {
    const done = await change(address).then(
      () => true,
      () => false,
    );
    if (done) return;
  }
}
