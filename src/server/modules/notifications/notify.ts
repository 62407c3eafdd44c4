import type { NotificationKind } from "#core/contracts/notifications.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { insertNotifications } from "./notifications.repo.ts";

/** Who is told; `onBehalfOf` where they are told as the stand-in of who is away. */
export interface Told {
  readonly personId: string;
  readonly onBehalfOf?: string | null;
}

/** What people are told of: `occasion` tells apart what may happen to the subject more than once. */
export interface News {
  readonly kind: NotificationKind;
  readonly subjectId: string;
  readonly occasion?: string;
}

/**
 * Tells people, in the transaction of what happened, and open screens when it commits. Nobody is told twice of one occasion,
 * however often and by however many this is called. Out: how many were told.
 */
export async function notify(
  tx: Transaction,
  { scope, clock }: Pick<Runtime, "scope" | "clock">,
  { kind, subjectId, occasion = "" }: News,
  told: readonly Told[],
): Promise<number> {
  const createdAt = clock.realNow();
  const rows = told.map(({ personId, onBehalfOf = null }) => {
    return { id: newId(), personId, kind, subjectId, occasion, onBehalfOf, createdAt };
  });
  const count = rows.length === 0 ? 0 : await insertNotifications(tx, scope, rows);
  if (count > 0)
    await appendEvent(tx, scope, {
      topic: "notification.added",
      key: subjectId,
      payload: { version: 1, kind, subjectId },
    });
  return count;
}
