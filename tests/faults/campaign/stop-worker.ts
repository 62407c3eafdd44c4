import { pollUntil } from "../../../scripts/process/poll-until.ts";
import type { HostProcess } from "./host-process.ts";
import type { Stage } from "./stage.ts";
import type { Fate, StopPoint } from "./stop-points.ts";

/** How long a step waits for a worker to reach its point. */
const REACH_MS = 5_000;
const ARRIVAL_MS = 500;

/**
 * Waits until a worker stands at the armed point and lets it meet its fate; nothing when none comes there before `acts`
 * are over and no command is under way any more.
 */
export async function awaitStop(
  stage: Stage,
  stop: { readonly point: StopPoint; readonly fate: Fate },
  acts: Promise<unknown>,
): Promise<void> {
  const { fleet, memory } = stage;
  const over = new AbortController();
  const reachMs = REACH_MS * stage.pool.slowness();
  const limit = AbortSignal.any([over.signal, AbortSignal.timeout(Math.ceil(reachMs))]);
  void acts
    .then(() => untilIdle(stage, limit, reachMs))
    .then(
      () => over.abort(),
      () => over.abort(),
    );
  const first = await Promise.race(
    fleet.workers().map(async (worker) => ({ worker, word: await worker.next("stopped", limit) })),
  );
  over.abort();
  fleet.arm(null);
  if (first.word === null) return;
  memory.faults.push(`${stop.point} ${stop.fate}`);
  await meet(stage, first.worker, { ...stop, commandId: first.word.commandId });
}

async function meet(
  stage: Stage,
  worker: HostProcess,
  { point, fate, commandId }: { point: StopPoint; fate: Fate; commandId: string },
): Promise<void> {
  switch (fate) {
    case "kill":
      if (point === "W4") await killOnArrival(stage, worker, commandId);
      await worker.kill();
      return await stage.fleet.replace(worker);
    case "freeze":
      worker.signal("SIGSTOP");
      await untilTakenOver(stage, commandId);
      worker.tell({ do: "go", fail: false });
      worker.signal("SIGCONT");
      return;
    case "cut":
      await stage.fleet.cut("worker");
      worker.tell({ do: "go", fail: false });
      return;
    case "fail":
      worker.tell({ do: "go", fail: true });
  }
}

/** Lets it send, and kills it when the bytes are at Stripe; Stripe carries the request out all the same. */
async function killOnArrival(
  { shop, pool }: Stage,
  worker: HostProcess,
  commandId: string,
): Promise<void> {
  const arrived = new Promise<void>((resolve) => {
    shop.onArrival(commandId, () => {
      void worker.kill();
      resolve();
    });
  });
  worker.tell({ do: "go", fail: false });
  await Promise.race([arrived, pollUntil(() => worker.isGone(), ARRIVAL_MS * pool.slowness())]);
}

/** Until another worker has taken the command over, or a lease and a half are over: a frozen transaction holds its locks. */
async function untilTakenOver({ shop, fleet }: Stage, commandId: string): Promise<void> {
  const read = () =>
    shop.owner.prisma.command.findUnique({
      where: { id: commandId },
      select: { leaseToken: true, version: true },
    });
  const before = await read();
  await pollUntil(async () => {
    const now = await read();
    return now?.leaseToken !== before?.leaseToken || now?.version !== before?.version;
  }, fleet.leaseMs * 1.5);
}

/** Until no command is under way; an unanswered one may be under way for a day. */
async function untilIdle({ shop }: Stage, limit: AbortSignal, mostMs: number): Promise<void> {
  await pollUntil(async () => {
    const under = await shop.owner.prisma.command.count({
      where: { state: { in: ["held", "executing"] } },
    });
    return limit.aborted || under === 0;
  }, mostMs);
}
