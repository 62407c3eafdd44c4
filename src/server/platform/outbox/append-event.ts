import type { DomainEvent } from "#core/contracts/events.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "../db/database.ts";

/**
 * Writes a domain event in the transaction of the change that it tells of. The database enqueues its handler and tells
 * the open screens when that transaction commits; if it rolls back, nothing was said.
 */
export async function appendEvent(
  tx: Transaction,
  scope: AccountScope,
  event: DomainEvent,
): Promise<void> {
  await tx.outboxEvent.create({
    data: { ...scope, topic: event.topic, key: event.key, payload: event.payload },
  });
}
