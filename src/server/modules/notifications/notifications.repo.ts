import type { NotificationKind } from "#core/contracts/notifications.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";

export interface NewNotification {
  readonly id: string;
  readonly personId: string;
  readonly kind: NotificationKind;
  readonly subjectId: string;
  readonly occasion: string;
  readonly onBehalfOf: string | null;
  readonly createdAt: Date;
}

/** Keeps what is not there yet. Out: how many were new. */
export async function insertNotifications(
  tx: Transaction,
  scope: AccountScope,
  rows: readonly NewNotification[],
): Promise<number> {
  const { count } = await tx.notification.createMany({
    data: rows.map((row) => ({ ...row, ...scope })),
    skipDuplicates: true,
  });
  return count;
}

/** A notification with what its command, if it is about one, is now. */
export interface NotificationRow {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly onBehalfOf: string | null;
  readonly createdAt: Date;
  readonly isNew: boolean;
  readonly commandKind: string | null;
  readonly targetId: string | null;
  readonly amount: bigint | null;
  readonly currency: string | null;
  readonly state: string | null;
}

/** A reminder asks for nothing any more once somebody has decided. */
const STILL_NEW = Prisma.sql`(n.read_at IS NULL AND
  (n.kind NOT IN ('approval_half', 'approval_last') OR c.state = 'pending_approval'))`;

const ofPerson = ({ accountId, livemode }: AccountScope, personId: string) => Prisma.sql`
  FROM notification n LEFT JOIN command c ON c.id = n.subject_id AND n.kind LIKE 'approval%'
  WHERE n.account_id = ${accountId} AND n.livemode = ${livemode} AND n.person_id = ${personId}::uuid`;

/** The newest of a person. */
export async function findNotifications(
  db: Database,
  scope: AccountScope,
  personId: string,
  limit: number,
): Promise<NotificationRow[]> {
  return await db.prisma.$queryRaw<NotificationRow[]>`
    SELECT n.id::text, n.kind, n.subject_id::text AS "subjectId", n.on_behalf_of::text AS "onBehalfOf",
      n.created_at AS "createdAt", ${STILL_NEW} AS "isNew", c.kind AS "commandKind", c.target_id AS "targetId",
      c.amount, c.currency, c.state::text ${ofPerson(scope, personId)}
    ORDER BY n.created_at DESC, n.id DESC LIMIT ${limit}`;
}

/** How many of a person ask for a look. */
export async function countNew(
  db: Database,
  scope: AccountScope,
  personId: string,
): Promise<number> {
  const [row] = await db.prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count ${ofPerson(scope, personId)} AND ${STILL_NEW}`;
  return row?.count ?? 0;
}

/** Marks a person's own as read: those of `ids`, or all. Out: which were not before. */
export async function markRead(
  tx: Transaction,
  scope: AccountScope,
  personId: string,
  { ids, at }: { readonly ids: readonly string[] | undefined; readonly at: Date },
): Promise<string[]> {
  const rows = await tx.notification.updateManyAndReturn({
    where: { ...scope, personId, readAt: null, ...(ids ? { id: { in: [...ids] } } : {}) },
    data: { readAt: at },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Names and roles of these people, by id. */
export async function findNames(db: Database, ids: readonly string[]) {
  const rows = await db.prisma.person.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true, role: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}
