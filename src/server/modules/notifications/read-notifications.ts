import type { Notifications } from "#core/contracts/notifications.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor, recordAudit } from "../audit/index.ts";
import { listNotifications } from "./list-notifications.ts";
import { markRead } from "./notifications.repo.ts";

/** Marks the actor's own notifications as read: these, or all. Others' ids change nothing. Out: how they stand then. */
export async function readNotifications(
  runtime: Runtime,
  actor: Actor,
  ids: readonly string[] | undefined,
): Promise<Notifications> {
  const { db, scope, clock } = runtime;
  await db.transaction(async (tx) => {
    const read = await markRead(tx, scope, actor.userId, { ids, at: clock.realNow() });
    if (read.length === 0) return;
    await recordAudit(tx, {
      actor: personActor(actor),
      action: "notification.read",
      result: "done",
      resource: { type: "person", id: actor.userId },
      details: { notifications: read },
    });
  });
  return await listNotifications(runtime, actor);
}
