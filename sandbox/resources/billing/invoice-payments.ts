import { createdConditions, equals, objectPage, PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import { requireObject } from "../change-object.ts";

const STATUSES = ["canceled", "open", "paid"] as const;

function list({ world, params }: RouteCall): object {
  return objectPage(world.store, "invoice_payment", params, "/v1/invoice_payments", [
    ...equals("invoice", params.string("invoice")),
    ...equals("payment_intent", params.string("payment.payment_intent")),
    ...equals("status", params.oneOf("status", STATUSES)),
    ...createdConditions("invoice_payment", params.range("created")),
  ]);
}

export const invoicePaymentRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v1/invoice_payments",
    accepts: [...PAGE_PARAMS, "created", "invoice", "payment", "status"],
    handle: list,
  },
  {
    method: "GET",
    path: "/v1/invoice_payments/:id",
    accepts: [],
    handle: ({ world, id }) => requireObject(world, "invoice_payment", id),
  },
];
