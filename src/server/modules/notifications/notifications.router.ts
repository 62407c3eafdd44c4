import { notificationsOutput, readNotificationsInput } from "#core/contracts/notifications.ts";
import { mutation, query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { listNotifications } from "./list-notifications.ts";
import { readNotifications } from "./read-notifications.ts";

/** What a person was told of, and that they have seen it. */
export const notificationsRouter = router({
  list: query({ permission: "notification:read-own" })
    .output(notificationsOutput)
    .query(({ ctx }) => listNotifications(ctx.runtime, ctx.actor)),
  read: mutation({ permission: "notification:read-own", audit: "notification.read" })
    .input(readNotificationsInput)
    .output(notificationsOutput)
    .mutation(({ ctx, input }) => readNotifications(ctx.runtime, ctx.actor, input.ids)),
});
