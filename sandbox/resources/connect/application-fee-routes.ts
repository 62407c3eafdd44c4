import { createdConditions, equals, objectPage, PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import { requireObject } from "../change-object.ts";
import { emitEvent } from "../events.ts";
import { creditFee, refundFee } from "./application-fees.ts";
import { readPositive } from "./positive-amount.ts";

/** Gives a fee back without a refund to the customer. */
function refund({ world, params, id }: RouteCall): object {
  const fee = requireObject(world, "application_fee", id);
  const made = refundFee(world, fee, {
    amount: readPositive(params),
    metadata: params.metadata({}),
  });
  creditFee(world, fee, made.amount);
  return made;
}

const REFUNDS = "/v1/application_fees/:id/refunds";

export const applicationFeeRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v1/application_fees",
    accepts: [...PAGE_PARAMS, "charge", "created"],
    handle: ({ world, params }) =>
      objectPage(world.store, "application_fee", params, "/v1/application_fees", [
        ...equals("charge", params.string("charge")),
        ...createdConditions("application_fee", params.range("created")),
      ]),
  },
  {
    method: "GET",
    path: "/v1/application_fees/:id",
    accepts: [],
    handle: ({ world, id }) => requireObject(world, "application_fee", id),
  },
  { method: "POST", path: REFUNDS, accepts: ["amount", "metadata"], handle: refund },
  {
    method: "GET",
    path: REFUNDS,
    accepts: [...PAGE_PARAMS],
    handle: ({ world, params, id }) => {
      requireObject(world, "application_fee", id);
      const url = REFUNDS.replace(":id", id);
      return objectPage(world.store, "fee_refund", params, url, equals("fee", id));
    },
  },
  {
    method: "GET",
    path: `${REFUNDS}/:child`,
    accepts: [],
    handle: ({ world, child }) => requireObject(world, "fee_refund", child),
  },
  {
    method: "POST",
    path: `${REFUNDS}/:child`,
    accepts: ["metadata"],
    handle: ({ world, params, child }) => {
      const before = requireObject(world, "fee_refund", child);
      const after = { ...before, metadata: params.metadata(before.metadata) };
      world.store.replace("fee_refund", after);
      emitEvent(world, "application_fee.refund.updated", after, before);
      return after;
    },
  },
];
