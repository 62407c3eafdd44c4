import { AsyncLocalStorage } from "node:async_hooks";
import type { WorkerDeps } from "#server/deps/open-worker.ts";
import type { CommandKinds, StripeKind } from "#server/modules/commands/index.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { StopPoint } from "./stop-points.ts";

/** Stands still at the point if it is armed, until it is told to go on; throws where it is told to fail. */
export type Stop = (point: StopPoint, commandId: string) => Promise<void>;

/** Stripe's "too much" and "not reachable" are waited out for seconds; a campaign has milliseconds. */
const LONGEST_PAUSE_MS = 20;

/** The command whose answer was written in the transaction that is under way. */
const written = new AsyncLocalStorage<{ commandId: string | null }>();

/** The worker's dependencies with every step of a command's life as a place where it can be stopped. */
export function stoppingDeps(deps: WorkerDeps, stop: Stop): WorkerDeps {
  const { runtime, executor } = deps;
  return {
    ...deps,
    runtime: { ...runtime, db: stoppingAfterCommit(runtime.db, stop) },
    executor: { ...executor, kinds: stoppingKinds(executor.kinds, stop) },
  };
}

function stoppingAfterCommit(db: Database, stop: Stop): Database {
  return {
    ...db,
    transaction: (work, options) =>
      written.run({ commandId: null }, async () => {
        const result = await db.transaction(work, options);
        const commandId = written.getStore()?.commandId ?? null;
        if (commandId !== null) await stop("W7", commandId);
        return result;
      }),
  };
}

async function noteWritten(stop: Stop, commandId: string): Promise<void> {
  const store = written.getStore();
  if (store === undefined) return;
  store.commandId = commandId;
  await stop("W6", commandId);
}

function stoppingKinds(kinds: CommandKinds, stop: Stop): CommandKinds {
  return Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [
      name,
      kind.effect === "stripe" ? stoppingKind(kind, stop) : kind,
    ]),
  );
}

function stoppingKind(kind: StripeKind, stop: Stop): StripeKind {
  return {
    ...kind,
    judge: async (...judged) => {
      const verdict = await kind.judge(...judged);
      await stop("W2", judged[2].id);
      return verdict;
    },
    release: async (tx, scope, command) => {
      await kind.release(tx, scope, command);
      if (command.state === "failed") await noteWritten(stop, command.id);
    },
    send: async (...sending) => {
      const { commandId } = sending[1];
      await stop("W3", commandId);
      await stop("W4", commandId);
      const outcome = await kind.send(...sending);
      await stop("W5", commandId);
      if (outcome.kind === "not_executed")
        return { ...outcome, retryAfterMs: Math.min(outcome.retryAfterMs, LONGEST_PAUSE_MS) };
      if (outcome.kind !== "accepted") return outcome;
      const { object } = outcome;
      return {
        ...outcome,
        object: {
          objectId: object.objectId,
          record: async (tx, scope) => {
            const recorded = await object.record(tx, scope);
            await noteWritten(stop, commandId);
            return recorded;
          },
        },
      };
    },
  };
}
