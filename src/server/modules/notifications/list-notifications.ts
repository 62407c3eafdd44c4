import {
  type NotificationDto,
  type Notifications,
  notificationKinds,
} from "#core/contracts/notifications.ts";
import type { PersonDto } from "#core/contracts/shared.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import {
  countNew,
  findNames,
  findNotifications,
  type NotificationRow,
} from "./notifications.repo.ts";

const MAX_ROWS = 50;

/** What a person was told of, newest first, each with how its command stands now. */
export async function listNotifications(
  { db, scope, clock }: Runtime,
  actor: Actor,
): Promise<Notifications> {
  const [rows, unread] = await Promise.all([
    findNotifications(db, scope, actor.userId, MAX_ROWS),
    countNew(db, scope, actor.userId),
  ]);
  const people = await findNames(
    db,
    rows.flatMap(({ onBehalfOf }) => onBehalfOf ?? []),
  );
  const realNow = clock.realNow();
  return { rows: rows.flatMap((row) => notificationDto(row, people, realNow)), unread };
}

function notificationDto(
  row: NotificationRow,
  people: ReadonlyMap<string, PersonDto>,
  realNow: Date,
): NotificationDto[] {
  const { id, subjectId, createdAt, isNew, onBehalfOf } = row;
  const kind = notificationKinds.find((known) => known === row.kind);
  if (kind === undefined) return [];
  return [
    {
      id,
      kind,
      subjectId,
      command: commandOf(row),
      onBehalfOf: people.get(onBehalfOf ?? "") ?? null,
      ageMs: Math.max(0, realNow.getTime() - createdAt.getTime()),
      isNew,
    },
  ];
}

function commandOf(row: NotificationRow): NotificationDto["command"] {
  const { commandKind: kind, targetId, amount: amountMinor, currency, state } = row;
  if (kind === null || targetId === null || amountMinor === null) return null;
  if (currency === null || state === null) return null;
  return { kind, targetId, amount: { amountMinor, currency }, state };
}
