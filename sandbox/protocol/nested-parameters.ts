import { knownParameters } from "../contracts/route-inventory.ts";
import { invalidParameter } from "./api-error.ts";
import type { FormObject, FormValue } from "./form-body.ts";
import type { Route } from "./route.ts";

/** What a form may hold at one place: named members, list elements, or any name at all (as in `metadata`). */
interface Place {
  readonly members: Map<string, Place>;
  element: Place | null;
  anyName: Place | null;
}

const places = new WeakMap<Route, Place>();

/**
 * Refuses the first nested name that the SDK's request types do not know for the route, as Stripe does:
 * `payment_method_options[card][foo]`. Names at top level are the route's own list; a group or list where the types have
 * a plain value is left to whoever reads that value, whose message says what it should be.
 */
export function refuseUnknownNested(route: Route, form: FormObject): void {
  const place = placeOf(route);
  for (const [name, value] of Object.entries(form)) {
    const inside = place.members.get(name);
    if (inside !== undefined) check(value, inside, name);
  }
}

function check(value: FormValue, place: Place, name: string): void {
  if (typeof value === "string") return;
  if (Array.isArray(value)) {
    const element = place.element ?? place.anyName;
    if (element === null) return;
    value.forEach((item, index) => {
      check(item, element, `${name}[${index}]`);
    });
    return;
  }
  if (place.members.size === 0 && place.anyName === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const innerName = `${name}[${key}]`;
    const inside = place.members.get(key) ?? place.anyName;
    if (inside === null) {
      throw invalidParameter(
        "parameter_unknown",
        `Received unknown parameter: ${innerName}`,
        innerName,
      );
    }
    check(inner, inside, innerName);
  }
}

/** Built from the inventory at the first request of a route: a thousand names for the largest, a millisecond's work. */
function placeOf(route: Route): Place {
  const known = places.get(route);
  if (known !== undefined) return known;
  const root = newPlace();
  for (const name of knownParameters(route.method, route.path) ?? []) addName(root, name);
  places.set(route, root);
  return root;
}

function addName(root: Place, name: string): void {
  const steps = name.replaceAll("]", "").split("[");
  let place = root;
  for (const step of steps) place = memberOf(place, step);
}

function memberOf(place: Place, step: string): Place {
  if (step === "") return (place.element ??= newPlace());
  if (step === "*") return (place.anyName ??= newPlace());
  const known = place.members.get(step);
  if (known !== undefined) return known;
  const made = newPlace();
  place.members.set(step, made);
  return made;
}

function newPlace(): Place {
  return { members: new Map(), element: null, anyName: null };
}
