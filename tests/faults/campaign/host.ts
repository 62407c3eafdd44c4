import { DomainError } from "#core/errors.ts";
import { createWorkerDeps } from "#server/deps/open-worker.ts";
import { createRuntime } from "#server/deps.ts";
import { readEnvironment } from "#server/platform/env/read-environment.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { runWorker } from "#worker/loops.ts";
import type { ClockOffsets, Order, Word } from "./host-protocol.ts";
import type { StopPoint } from "./stop-points.ts";
import { stoppingDeps } from "./stopping-deps.ts";
import { stoppingRequest } from "./stopping-request.ts";
import { subjectOf } from "./subjects.ts";

/**
 * A process of the product that is told what to be: a worker with all its loops, or the console that records one person's
 * request. It can be stopped between any two steps of a command, is killed from outside, and is used again when it lives.
 */
let offsets: ClockOffsets = { now: 0, realNow: 0 };
let armed: StopPoint | null = null;
let goOn: ((fail: boolean) => void) | null = null;
let working: { stopping: AbortController; ended: Promise<void> } | null = null;

const say = (word: Word): void => void process.send?.(word);
const clock: Runtime["clock"] = {
  now: () => new Date(Date.now() + offsets.now),
  realNow: () => new Date(Date.now() + offsets.realNow),
  speed: () => 1,
};

async function stop(point: StopPoint, commandId: string): Promise<void> {
  if (armed !== point) return;
  armed = null;
  say({ say: "stopped", point, commandId });
  const fail = await new Promise<boolean>((resolve) => {
    goOn = resolve;
  });
  if (fail) throw new Error("the connection was lost in COMMIT");
}

async function work(environment: Readonly<Record<string, string>>): Promise<void> {
  const deps = await createWorkerDeps(readEnvironment("worker", environment));
  const { runtime } = deps;
  const stopping = new AbortController();
  const ticking = { ...deps, runtime: { ...runtime, clock } };
  const ended = runWorker(stoppingDeps(ticking, stop), `worker-${process.pid}`, stopping.signal);
  working = { stopping, ended: ended.then(() => runtime.close()) };
}

async function ask(order: Extract<Order, { do: "ask" }>): Promise<void> {
  const runtime = await createRuntime("web", readEnvironment("web", order.environment));
  const { actor, asked } = order;
  const stoppable = { ...stoppingRequest(runtime, stop, asked.commandId), clock };
  const outcome = await subjectOf(asked.subject)
    .ask(stoppable, actor, asked)
    .catch((error: unknown) => (error instanceof DomainError ? error.code : String(error)));
  await runtime.close();
  say({ say: "asked", outcome });
}

async function rest(): Promise<void> {
  armed = null;
  working?.stopping.abort();
  await working?.ended;
  working = null;
  say({ say: "resting" });
}

async function follow(order: Order): Promise<void> {
  switch (order.do) {
    case "work":
      offsets = order.clock;
      return await work(order.environment);
    case "ask":
      offsets = order.clock;
      return await ask(order);
    case "arm":
      armed = order.point;
      return;
    case "go":
      goOn?.(order.fail);
      goOn = null;
      return;
    case "clock":
      offsets = order.clock;
      return say({ say: "clock" });
    case "rest":
      return await rest();
  }
}

process.on("message", (order: Order) => {
  follow(order).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
process.on("disconnect", () => process.exit(0));
say({ say: "ready" });
