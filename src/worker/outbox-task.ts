import type { DomainEvent, Topic } from "#core/contracts/events.ts";
import { findUnhandledEvent, markHandled, type WorkerDeps } from "#server/deps/open-worker.ts";
import { type OutboxHandler, outboxHandlers } from "./outbox-handlers.ts";

/**
 * Runs the handler of one outbox row and notes that it ran; a row that was handled is passed over. When it throws, the
 * queue tries again later with a growing pause.
 */
export async function handleOutboxJob(deps: WorkerDeps, payload: unknown): Promise<void> {
  const id = readId(payload);
  const { db } = deps.runtime;
  const event = await findUnhandledEvent(db, id);
  if (event === null) return;
  await runHandler(deps, event);
  await markHandled(db, id);
}

function runHandler<T extends Topic>(
  deps: WorkerDeps,
  event: Extract<DomainEvent, { topic: T }>,
): Promise<void> {
  const handler = outboxHandlers[event.topic] as OutboxHandler<T>;
  return handler(deps, event);
}

function readId(payload: unknown): bigint {
  const id: unknown =
    typeof payload === "object" && payload !== null ? Reflect.get(payload, "id") : undefined;
  if (typeof id !== "string" || !/^\d+$/.test(id)) throw new Error("an outbox job names its row");
  return BigInt(id);
}
