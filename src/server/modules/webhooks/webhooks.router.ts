import {
  getDeliveryInput,
  getDeliveryOutput,
  listDeliveriesInput,
  listDeliveriesOutput,
} from "#core/contracts/webhooks.ts";
import { query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { getDelivery } from "./get-delivery.ts";
import { listDeliveries } from "./list-deliveries.ts";

/** What arrived from Stripe and what became of it. */
export const webhooksRouter = router({
  list: query({ permission: "webhook:read" })
    .input(listDeliveriesInput)
    .output(listDeliveriesOutput)
    .query(({ ctx, input }) => listDeliveries(ctx.runtime, input)),
  get: query({ permission: "webhook:read" })
    .input(getDeliveryInput)
    .output(getDeliveryOutput)
    .query(({ ctx, input }) => getDelivery(ctx.runtime, input)),
});
