import {
  linkOfPaymentInput,
  linkOfPaymentOutput,
  linkParamsSchema,
  linkProgressOutput,
  linkRefInput,
  linksOfCustomerInput,
  linksOutput,
  shownLinkSchema,
} from "#core/contracts/payment-methods.ts";
import { createOverrideRouter } from "#server/api/override-procedures.ts";
import { mutation, query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { linkWork } from "./link-work.ts";
import { linkOfPayment, linkProgress, listLinks } from "./list-links.ts";
import { showLink } from "./show-link.ts";

const readable = { permission: "customer:read" } as const;

/** Links on which customers save another payment method. */
export const paymentMethodsRouter = router({
  /** The override itself: people ask for new links alone. */
  link: createOverrideRouter({ ...linkWork, params: linkParamsSchema }),
  links: query(readable)
    .input(linksOfCustomerInput)
    .output(linksOutput)
    .query(({ ctx, input }) => listLinks(ctx.runtime, ctx.actor, input)),
  ofPayment: query(readable)
    .input(linkOfPaymentInput)
    .output(linkOfPaymentOutput)
    .query(({ ctx, input }) => linkOfPayment(ctx.runtime, ctx.actor, input)),
  progress: query({ permission: "payment-method:send-link" })
    .input(linkRefInput)
    .output(linkProgressOutput)
    .query(({ ctx, input }) => linkProgress(ctx.runtime, ctx.actor, input)),
  /** Answers with the address, once. */
  show: mutation({ permission: "payment-method:send-link", audit: "payment-method.link-shown" })
    .input(linkRefInput)
    .output(shownLinkSchema)
    .mutation(({ ctx, input }) => showLink(ctx.runtime, ctx.actor, input)),
});
