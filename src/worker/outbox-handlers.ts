import type { DomainEvent, Topic } from "#core/contracts/events.ts";
import type { WorkerDeps } from "#server/deps/open-worker.ts";

/** What follows a committed domain event. It may run twice for one event, so what it does must be repeatable. */
export type OutboxHandler<T extends Topic = Topic> = (deps: WorkerDeps, event: Extract<DomainEvent, { topic: T }>) => Promise<void>;

/** The database told the open screens when the event committed, and nothing else follows from it. */
const toldToScreens = (): Promise<void> => Promise.resolve();

/** Each topic of the outbox and what the worker does about it. */
export const outboxHandlers: { readonly [T in Topic]: OutboxHandler<T> } = {
  "command.requested": toldToScreens,
  "command.changed": toldToScreens,
  "object.projected": toldToScreens,
  "ledger.posted": toldToScreens,
  "break.opened": toldToScreens,
  "case.opened": toldToScreens,
  "case.changed": toldToScreens,
  "import.finished": toldToScreens,
};
