import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";

export interface EventDetail {
  readonly receivedAt: Date;
  readonly seq: bigint;
  readonly eventId: string;
  readonly type: string;
  readonly apiVersion: string | null;
  readonly createdAt: Date;
  readonly requestId: string | null;
  readonly requestIdempotencyKey: string | null;
  readonly objectType: string;
  readonly objectId: string;
  readonly statusReason: string | null;
  readonly raw: Uint8Array;
}

export interface AttemptRecord {
  readonly n: number;
  readonly worker: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly outcome: string | null;
  readonly error: string | null;
}

/** The stored event of an id, with its exact bytes; null when none was ever stored. */
export async function findEvent(
  db: Database,
  scope: AccountScope,
  eventId: string,
): Promise<EventDetail | null> {
  const rows = await db.prisma.$queryRaw<EventDetail[]>`
    SELECT e.received_at AS "receivedAt", e.seq, e.event_id AS "eventId", e.type, e.api_version AS "apiVersion",
      e.created_at AS "createdAt", e.request_id AS "requestId", e.request_idempotency_key AS "requestIdempotencyKey",
      e.object_type AS "objectType", e.object_id AS "objectId", e.status_reason AS "statusReason", e.raw
    FROM event_key k JOIN webhook_event e ON e.received_at = k.received_at AND e.seq = k.seq
    WHERE k.account_id = ${scope.accountId} AND k.livemode = ${scope.livemode} AND k.event_id = ${eventId}`;
  return rows[0] ?? null;
}

/** What workers tried with the event, oldest first. */
export async function findAttempts(db: Database, seq: bigint): Promise<AttemptRecord[]> {
  return await db.prisma.eventAttempt.findMany({
    where: { seq },
    orderBy: { n: "asc" },
    select: {
      n: true,
      worker: true,
      startedAt: true,
      finishedAt: true,
      outcome: true,
      error: true,
    },
  });
}

/** Our command whose idempotency key Stripe echoed in the event; null when another made the request. */
export async function findCommandByKey(
  db: Database,
  scope: AccountScope,
  idempotencyKey: string,
): Promise<string | null> {
  const command = await db.prisma.command.findFirst({
    where: { ...scope, idempotencyKey },
    select: { id: true },
  });
  return command?.id ?? null;
}

/** The payment that a charge or a refund belongs to, from its projection; null when the console has none. */
export async function findPaymentOf(
  db: Database,
  scope: AccountScope,
  objectType: string,
  objectId: string,
): Promise<string | null> {
  const where = { ...scope, id: objectId };
  switch (objectType) {
    case "payment_intent":
      return (await db.prisma.payment.findFirst({ where, select: { id: true } }))?.id ?? null;
    case "charge":
      return (
        (await db.prisma.charge.findFirst({ where, select: { paymentId: true } }))?.paymentId ??
        null
      );
    case "refund":
      return (
        (await db.prisma.refund.findFirst({ where, select: { paymentId: true } }))?.paymentId ??
        null
      );
    default:
      return null;
  }
}
