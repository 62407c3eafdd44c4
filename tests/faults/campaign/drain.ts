import { pollUntil } from "../../../scripts/process/poll-until.ts";
import { decideOne, findWaiting } from "./acts.ts";
import { stripeClock } from "./fleet.ts";
import { passTime } from "./pass-time.ts";
import { forgetFaults } from "./perform-step.ts";
import type { RunPlan } from "./plan.ts";
import type { Stage } from "./stage.ts";
import { subjects } from "./subjects.ts";

const DAY_SECONDS = 86_400;
/** Refunds of the sandbox's cards and late failures take their turn within this time. */
const TURN_SECONDS = 300;
/** Only what is stuck takes so long. */
const DEADLINE_MS = 30_000;
/** Where something is stuck already, the rest is only looked at. */
const GLANCE_MS = 1_000;

/**
 * Lets everything come to rest: clocks right again, faults over, what waits decided, what stays unanswered too old to be
 * repeated, refunds turned, every event and every outbox row handled. Out: what did not come to rest, in words.
 */
export async function drain(stage: Stage, plan: RunPlan): Promise<string[]> {
  const { shop, fleet } = stage;
  forgetFaults(stage);
  await fleet.setClocks(stripeClock(shop));
  const stuck: string[] = [];
  const deadlineMs = DEADLINE_MS * stage.pool.slowness();
  const settle = async (what: string, where: string): Promise<void> => {
    const limit = stuck.length > 0 ? GLANCE_MS : deadlineMs;
    const done = await pollUntil(async () => (await count(stage, where)) === 0, limit);
    if (done === undefined) stuck.push(`${what}: ${await describe(stage, where)}`);
  };
  await decideTheRest(stage, plan);
  await settle("commands wait to be sent", "command WHERE state IN ('held', 'executing')");
  await settleUnanswered(stage);
  await passTime(stage, DAY_SECONDS);
  await settle("commands have no answer", "command WHERE state = 'unknown'");
  await decideTheRest(stage, plan);
  await passTime(stage, TURN_SECONDS);
  forgetFaults(stage, true);
  await settle(
    "refunds are still pending",
    "command WHERE state IN ('accepted', 'held', 'executing')",
  );
  const limit = stuck.length > 0 ? GLANCE_MS : deadlineMs;
  if ((await pollUntil(() => isProjected(stage), limit)) === undefined)
    stuck.push("what is at Stripe is not what the console shows");
  await settle("object lanes wait", "object_lane WHERE wanted > done");
  await settle("domain events are not handled", "outbox_event WHERE handled_at IS NULL");
  return stuck;
}

/** Unanswered requests that can be found out are found out before the day ends; only an error saved at Stripe stays. */
async function settleUnanswered(stage: Stage): Promise<void> {
  const cached = stage.shop.sandbox.engine.faults
    .list()
    .flatMap(({ match }) => (match.idempotencyKey === null ? [] : [`'${match.idempotencyKey}'`]));
  const open = `command WHERE state = 'unknown' AND idempotency_key NOT IN (${["''", ...cached].join(", ")})`;
  await pollUntil(
    async () => (await count(stage, open)) === 0,
    DEADLINE_MS * stage.pool.slowness(),
  );
}

/** Everybody who may decides what still waits; what nobody may decide reaches its deadline. */
async function decideTheRest(stage: Stage, { approvesTheRest }: RunPlan): Promise<void> {
  const deciding = stage.shop.people.filter(({ userId }) => !stage.memory.gone.has(userId));
  for (const { id } of await findWaiting(stage))
    for (const actor of deciding) await decideOne(stage, actor, id, approvesTheRest);
  await stage.shop.owner.prisma.command.updateMany({
    where: { state: "pending_approval" },
    data: { expiresAt: new Date(0) },
  });
  await pollUntil(
    async () => (await count(stage, "command WHERE state = 'pending_approval'")) === 0,
    DEADLINE_MS * stage.pool.slowness(),
  );
}

async function isProjected({ shop }: Stage): Promise<boolean> {
  const shown = await Promise.all(
    subjects.map(async (subject) => {
      const own = shop.targets.filter(({ subject: kind }) => kind === subject.kind);
      return await subject.isShown(shop.owner, await subject.effects(shop.stripe, own));
    }),
  );
  return shown.every((one) => one);
}

/** The first of the rows, as they are. */
async function describe({ shop }: Stage, where: string): Promise<string> {
  const { rows } = await shop.owner.pool.query<{ row: string }>(
    `SELECT left(to_jsonb(t)::text, 2000) AS row FROM (SELECT * FROM ${where} LIMIT 3) t`,
  );
  return rows.map(({ row }) => row).join(" ");
}

async function count({ shop }: Stage, where: string): Promise<number> {
  const { rows } = await shop.owner.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${where}`,
  );
  return rows[0]?.n ?? 0;
}
