import { invalidParameter } from "../../protocol/api-error.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import { requireAccount } from "./account-facts.ts";
import { changeAccount } from "./connected-account.ts";
import { capabilityOf } from "./requirements.ts";

const PATH = "/v1/accounts/:id/capabilities";
const NAME = /^[a-z0-9_]+_payments$|^transfers$/;

function requireName(name: string): void {
  if (!NAME.test(name))
    throw invalidParameter("resource_missing", `No such capability: '${name}'`, "capability");
}

/** Asks for a capability or gives it up. */
function update({ world, params, id, child }: RouteCall): object {
  requireName(child);
  const { facts } = requireAccount(world, id);
  const wanted = params.boolean("requested");
  if (wanted === undefined) return capabilityOf(requireAccount(world, id), child);
  const { [child]: since, ...others } = facts.requested;
  const requested = wanted ? { ...others, [child]: since ?? world.clock.nowSeconds() } : others;
  return capabilityOf(changeAccount(world, id, {}, { requested }), child);
}

export const capabilityRoutes: readonly Route[] = [
  {
    method: "GET",
    path: PATH,
    accepts: [],
    handle: ({ world, id }) => {
      const known = requireAccount(world, id);
      const data = Object.keys(known.facts.requested).map((name) => capabilityOf(known, name));
      return { object: "list", data, has_more: false, url: PATH.replace(":id", id) };
    },
  },
  {
    method: "GET",
    path: `${PATH}/:child`,
    accepts: [],
    handle: ({ world, id, child }) => {
      requireName(child);
      return capabilityOf(requireAccount(world, id), child);
    },
  },
  { method: "POST", path: `${PATH}/:child`, accepts: ["requested"], handle: update },
];
