import type { TestServer } from "#tests/support/test-server.ts";
import { pollUntil } from "../../../scripts/process/poll-until.ts";
import { drain } from "./drain.ts";
import { gatherEvidence } from "./evidence.ts";
import { openFleet } from "./fleet.ts";
import type { HostPool } from "./host-pool.ts";
import { violationsIn } from "./invariants.ts";
import { performStep } from "./perform-step.ts";
import type { RunPlan } from "./plan.ts";
import { openShop } from "./shop.ts";
import { emptyMemory, type Memory, type Stage } from "./stage.ts";
import { subjectOf } from "./subjects.ts";
import { harms, type Violation } from "./violation.ts";

const IMPORT_MS = 30_000;

/** What one run came to. */
export interface RunResult {
  readonly run: number;
  /** Every fault that was met. */
  readonly faults: readonly string[];
  readonly violations: readonly Violation[];
  readonly seconds: number;
}

/**
 * Plays one plan on a world of its own and holds what is left against what must be. Leaves nothing behind. A run that
 * breaks off has proved nothing, which is a violation too.
 */
export async function runOnce(
  server: TestServer,
  pool: HostPool,
  plan: RunPlan,
): Promise<RunResult> {
  const started = performance.now();
  const memory = emptyMemory();
  const violations = await play(server, pool, plan, memory).catch((error: unknown) =>
    harms("other", [`the run broke off: ${error instanceof Error ? error.stack : String(error)}`]),
  );
  const seconds = (performance.now() - started) / 1_000;
  return { run: plan.run, faults: memory.faults, violations, seconds };
}

async function play(
  server: TestServer,
  pool: HostPool,
  plan: RunPlan,
  memory: Memory,
): Promise<Violation[]> {
  const shop = await openShop(server, plan);
  try {
    const fleet = await openFleet(pool, shop);
    try {
      const stage: Stage = { shop, fleet, pool, memory };
      await untilKnown(stage);
      for (const step of plan.steps) await performStep(stage, step);
      const stuck = await drain(stage, plan);
      const crashed = fleet.crashed().map((log) => `a worker ended by itself: ${log}`);
      return violationsIn(await gatherEvidence(stage, [...stuck, ...crashed]));
    } finally {
      await fleet.close();
    }
  } finally {
    await shop.close();
  }
}

/** Until the console has brought in what the plan's people will act on. */
async function untilKnown({ shop, fleet, pool }: Stage): Promise<void> {
  const known = await pollUntil(async () => {
    const { prisma } = shop.owner;
    const done = await prisma.importProgress.count({
      where: { objectType: "all", finishedAt: { not: null } },
    });
    const known = shop.targets.map((target) =>
      subjectOf(target.subject).isKnown(shop.owner, target),
    );
    return done > 0 && (await Promise.all(known)).every((one) => one);
  }, IMPORT_MS * pool.slowness());
  const said = fleet.workers().map((worker) => worker.log());
  if (known === undefined)
    throw new Error(`the console did not bring the shop's payments in:\n${said.join("\n")}`);
}
