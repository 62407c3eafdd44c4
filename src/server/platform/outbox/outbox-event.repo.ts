import { type DomainEvent, eventPayloads, type Topic } from "#core/contracts/events.ts";
import type { Database } from "../db/database.ts";

/**
 * The domain event of an outbox row, checked against its topic; null when it is gone or was handled. Throws for a topic or
 * payload that this version does not know, so that its job waits for a version that does.
 */
export async function findUnhandledEvent(db: Database, id: bigint): Promise<DomainEvent | null> {
  const row = await db.prisma.outboxEvent.findUnique({ where: { id } });
  if (row === null || row.handledAt !== null) return null;
  if (!isTopic(row.topic)) throw new Error(`no such topic: ${row.topic}`);
  const payload = eventPayloads[row.topic].parse(row.payload);
  return { topic: row.topic, key: row.key, payload } as DomainEvent;
}

/** Says that the row's handler has run to its end. */
export async function markHandled(db: Database, id: bigint): Promise<void> {
  await db.prisma
    .$executeRaw`UPDATE outbox_event SET handled_at = clock_timestamp() WHERE id = ${id} AND handled_at IS NULL`;
}

function isTopic(topic: string): topic is Topic {
  return Object.hasOwn(eventPayloads, topic);
}
