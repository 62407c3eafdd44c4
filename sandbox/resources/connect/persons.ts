import { refused } from "../../protocol/api-error.ts";
import { objectPage, PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import type { World } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { emitEvent } from "../events.ts";
import { type Demand, requireAccount } from "./account-facts.ts";
import { changeAccount } from "./connected-account.ts";
import { readPerson } from "./person-params.ts";
import { addPerson } from "./person-store.ts";

/** The demands that the request does not meet; `prefix` stands before each of its own names. */
export function unmetDemands(
  demands: readonly Demand[],
  params: RequestParams,
  prefix: string,
): Demand[] {
  return demands.filter(
    ({ field }) => !field.startsWith(prefix) || !params.has(field.slice(prefix.length)),
  );
}

function create({ world, params, id }: RouteCall): object {
  requireAccount(world, id);
  const person = addPerson(world, id, (blank) => readPerson(params, "", blank));
  changeAccount(world, id, {});
  return person;
}

function update({ world, params, id, child }: RouteCall): object {
  const { facts } = requireAccount(world, id);
  const person = world.store.onAccount(id, () => {
    const before = requireObject(world, "person", child);
    return changeObject(world, "person", before, readPerson(params, "", before), [
      "person.updated",
    ]);
  });
  changeAccount(world, id, {}, { demands: unmetDemands(facts.demands, params, `${child}.`) });
  return person;
}

function remove({ world, id, child }: RouteCall): object {
  const { account } = requireAccount(world, id);
  if (account.business_type === "individual")
    throw refused("You cannot delete the person of an individual account.");
  removePerson(world, id, child);
  changeAccount(world, id, {});
  return { id: child, object: "person", deleted: true };
}

function removePerson(world: World, account: string, id: string): void {
  world.store.onAccount(account, () => {
    const person = requireObject(world, "person", id);
    world.store.sql("DELETE FROM person WHERE id = ?").run(id);
    emitEvent(world, "person.deleted", person);
  });
}

function list({ world, params, id }: RouteCall): object {
  requireAccount(world, id);
  const roles = params
    .names("relationship")
    .filter((name) => params.boolean(`relationship.${name}`));
  return world.store.onAccount(id, () =>
    objectPage(
      world.store,
      "person",
      params,
      PATH.replace(":id", id),
      roles.map((role) => ({
        sql: "json_extract(doc, ?) = 1",
        values: [`$.relationship.${role}`],
      })),
    ),
  );
}

const PATH = "/v1/accounts/:id/persons";
const BODY_PARAMS = [
  "address",
  "dob",
  "email",
  "first_name",
  "gender",
  "id_number",
  "last_name",
  "maiden_name",
  "metadata",
  "nationality",
  "phone",
  "relationship",
  "ssn_last_4",
  "verification",
];

export const personRoutes: readonly Route[] = [
  { method: "POST", path: PATH, accepts: BODY_PARAMS, handle: create },
  { method: "GET", path: PATH, accepts: [...PAGE_PARAMS, "relationship"], handle: list },
  {
    method: "GET",
    path: `${PATH}/:child`,
    accepts: [],
    handle: ({ world, id, child }) => {
      requireAccount(world, id);
      return world.store.onAccount(id, () => requireObject(world, "person", child));
    },
  },
  { method: "POST", path: `${PATH}/:child`, accepts: BODY_PARAMS, handle: update },
  { method: "DELETE", path: `${PATH}/:child`, accepts: [], handle: remove },
];
