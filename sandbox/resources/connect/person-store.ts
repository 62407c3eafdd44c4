import type { Stripe } from "stripe";
import type { World } from "../../world.ts";
import { addObject } from "../change-object.ts";
import { newPerson } from "./person-params.ts";

/** All persons of an account, oldest first. */
export function personsOf(world: World, account: string): Stripe.Person[] {
  return world.store.onAccount(account, () =>
    world.store.find("person", { conditions: [], order: "oldest", limit: -1 }),
  );
}

/** Adds a person as `fill` completes them; `person.created` tells so. */
export function addPerson(
  world: World,
  account: string,
  fill: (blank: Stripe.Person) => Stripe.Person,
): Stripe.Person {
  const id = world.ids.next("person_1", 23);
  const person = fill(newPerson(id, account, world.clock.nowSeconds()));
  return world.store.onAccount(account, () => addObject(world, "person", person, "person.created"));
}
