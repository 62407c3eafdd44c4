import { newId } from "#server/platform/clock/ids.ts";
import { perform } from "./acts.ts";
import { nth } from "./ask.ts";
import { stripeClock } from "./fleet.ts";
import { passTime } from "./pass-time.ts";
import type { Step } from "./plan.ts";
import type { SandboxFault } from "./sandbox-faults.ts";
import type { Stage } from "./stage.ts";
import { awaitStop } from "./stop-worker.ts";
import type { Subject } from "./subject.ts";
import { subjectOf } from "./subjects.ts";

const HOUR_MS = 3_600_000;

/** Lets one step of a plan happen: faults, a stop, a jump of clocks and all its acts at once. */
export async function performStep(stage: Stage, step: Step): Promise<void> {
  const { fleet } = stage;
  const first = newId();
  if (step.clock !== null) await jump(stage, step.clock);
  for (const fault of step.faults) setFault(stage, fault, subjectOfFirst(stage, step), first);
  fleet.arm(step.stop?.point ?? null);
  const acts = Promise.all(
    step.acts.map((act, index) => perform(stage, act, index === 0 ? first : newId())),
  );
  await (step.stop === null ? acts : Promise.all([acts, awaitStop(stage, step.stop, acts)]));
  fleet.arm(null);
  // Two workers may have reached the point at once; the second goes on.
  for (const worker of fleet.workers()) worker.tell({ do: "go", fail: false });
  forgetFaults(stage);
}

/**
 * Ends the faults and counts what they hit. One that Stripe saved under a key stays as long as the key does, and a refund
 * that was going to fail still will; `all` ends these too.
 */
export function forgetFaults({ shop, memory }: Stage, all = false): void {
  const { faults } = shop.sandbox.engine;
  for (const { id, match, effect, hits } of faults.list()) {
    if (!all && (match.idempotencyKey !== null || effect === "late_refund_failure")) continue;
    memory.faults.push(...Array.from({ length: hits }, () => effect));
    faults.remove(id);
  }
}

/** The kind that the step's first act is about. */
function subjectOfFirst({ shop }: Stage, { acts: [act] }: Step): Subject {
  return subjectOf(nth(shop.targets, act?.do === "ask" ? act.target : 0).subject);
}

function setFault(
  { shop, pool }: Stage,
  { on, cached, rule }: SandboxFault,
  subject: Subject,
  commandId: string,
): void {
  const key = cached ? { idempotencyKey: subject.keyOf(commandId) } : {};
  const match = {
    mutation: { method: "POST", path: subject.path, ...key },
    list: { method: "GET", path: subject.listPath },
    elsewhere: {},
  }[on];
  const late = rule["latencyMs"];
  // A late answer is one that comes after the client has given up, however long it waits.
  const latency = typeof late === "number" ? { latencyMs: Math.ceil(late * pool.slowness()) } : {};
  const made = shop.sandbox.engine.startFault({ ...rule, ...latency, match });
  if (typeof made === "string") throw new Error(made);
}

async function jump(stage: Stage, { who, hours }: NonNullable<Step["clock"]>): Promise<void> {
  const { shop, fleet, memory } = stage;
  memory.faults.push(`the clock of ${who} jumps by ${hours} h`);
  if (who === "one worker") {
    memory.skewed = true;
    return await fleet.setClocks(stripeClock(shop, hours * HOUR_MS), "first");
  }
  await passTime(stage, hours * 3_600);
}
