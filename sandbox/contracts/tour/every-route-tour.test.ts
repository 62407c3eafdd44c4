import { beforeAll, expect, it } from "vitest";
import { findRoute, ROUTES } from "../../protocol/route-table.ts";
import { DAY_SECONDS, openAccount } from "../../testing/test-account.ts";
import { routeBundle, schemaBundle } from "../load-bundle.ts";
import { answerOf } from "../route-inventory.ts";
import { visitBilling } from "./billing-stops.ts";
import { visitConnect } from "./connect-stops.ts";
import { unstableLists } from "./list-order.ts";
import { visitDollars, visitMoney } from "./money-stops.ts";
import { visitPeople, visitTrouble } from "./people-stops.ts";
import { Tour } from "./tour.ts";
import { visitChanges, visitReads } from "./visit-the-rest.ts";

beforeAll(() => {
  routeBundle();
}, 60_000);

/** The `object` values that a successful answer of any served route may be. */
function answerableTypes(): string[][] {
  const types = Object.entries(schemaBundle().objects).flatMap(([object, { live }]) =>
    live === null ? [] : [[live, object] as const],
  );
  const objectOf = new Map<string, string>(types);
  return ROUTES.map(({ method, path }) =>
    (answerOf(method, path.replaceAll(/:(id|child)/g, "x_1"))?.objects ?? []).flatMap(
      (name) => objectOf.get(name) ?? [],
    ),
  ).filter((objects) => objects.length > 0);
}

it("every route answers one valid call, and every object type is seen", {
  timeout: 60_000,
}, async () => {
  const account = await openAccount();
  const tour = new Tour(account);
  await visitMoney(tour);
  const dollars = await visitDollars(tour);
  await visitPeople(tour);
  await visitTrouble(tour);
  await visitBilling(tour);
  await visitConnect(tour);
  await account.advance(8 * DAY_SECONDS);
  await tour.post(`/v1/payouts/${dollars}/reverse`);
  await visitReads(tour);
  expect(await unstableLists(tour)).toEqual([]);
  await visitChanges(tour);
  const answered = new Set(
    account.answered
      .filter(({ status }) => status === 200)
      .map(({ method, path }) => findRoute(method, path)?.route),
  );
  const left = ROUTES.filter((route) => !answered.has(route));
  expect(left.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  const seen = account.recorder.objectTypesSeen();
  const unseen = answerableTypes().filter((types) => !types.some((type) => seen.has(type)));
  expect([...new Set(unseen.flat())]).toEqual([]);
});
