import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { stripeClock } from "./fleet.ts";
import type { Act } from "./plan.ts";
import type { Stage } from "./stage.ts";
import type { Asked } from "./subject.ts";
import { subjectOf } from "./subjects.ts";

/** Others changed what was previewed, or the answer was lost: the same intent may simply be repeated under its id. */
const MOST_TRIES = 8;
/** How long a console process may take to reach where it is to be stopped. */
const REACH_MS = 5_000;

/** A person asks, once or several times at once, until they are told something; what they were told is remembered. */
export async function ask(
  stage: Stage,
  act: Extract<Act, { do: "ask" }>,
  commandId: string,
): Promise<void> {
  const { shop, memory } = stage;
  const actor = nth(shop.people, act.person);
  const target = nth(shop.targets, act.target);
  if (memory.gone.has(actor.userId)) return;
  const asked: Asked = {
    subject: target.subject,
    commandId,
    targetId: target.id,
    amount: String(act.amount),
  };
  if (act.dies !== null) await dieAsking(stage, actor, asked, act.dies);
  const runtime = { ...shop.web, settings: { ...shop.web.settings, holdMs: act.holdMs } };
  const told = await Promise.all(
    Array.from({ length: act.times }, () => askPatiently(runtime, actor, asked)),
  );
  // Of several clicks at once the last answer is what the person sees; a refusal of one is no refusal of the intent.
  const granted = told.find((word) => word === word.toLowerCase());
  memory.intents.set(commandId, { ...asked, told: granted ?? told.at(-1) ?? "" });
}

async function askPatiently(runtime: Runtime, actor: Actor, asked: Asked): Promise<string> {
  for (let left = MOST_TRIES; ; left -= 1) {
    try {
      return await subjectOf(asked.subject).ask(runtime, actor, asked);
    } catch (error) {
      const final = error instanceof DomainError && error.code !== "PREVIEW_STALE";
      if (final) return error.code;
      if (left === 0) return "UNCLEAR";
    }
  }
}

/** The person's request dies in a console process of its own, in a way that leaves them without an answer. */
async function dieAsking(
  { shop, pool, fleet, memory }: Stage,
  actor: Actor,
  asked: Asked,
  { point, fate }: NonNullable<Extract<Act, { do: "ask" }>["dies"]>,
): Promise<void> {
  const host = await pool.take();
  const environment = {
    NODE_ENV: "test",
    LOG_LEVEL: "silent",
    DATABASE_URL: shop.database.urls.countersign_web,
    DATABASE_POOL: "2",
    STRIPE_ACCOUNT_ID: shop.sandbox.accountId,
    STRIPE_LIVEMODE: "false",
    NEXTAUTH_SECRET: "-".repeat(32),
    NEXTAUTH_URL: "http://localhost:9",
    HOLD_MS: "1",
  };
  const limit = AbortSignal.timeout(Math.ceil(REACH_MS * pool.slowness()));
  const answered = host.next("asked", limit);
  const stopped = host.next("stopped", limit);
  host.tell({ do: "arm", point });
  host.tell({ do: "ask", environment, clock: stripeClock(shop), actor, asked });
  const first = await Promise.race([stopped, answered]);
  if (first === null) return await host.kill();
  if (first.say === "stopped") {
    memory.faults.push(`${point} ${fate}`);
    if (fate === "kill") return await host.kill();
  }
  if (fate === "cut") await fleet.cut("web");
  host.tell({ do: "go", fail: fate === "fail" });
  await answered;
  await pool.giveBack(host);
}

/** The n-th of some, counted around. */
export function nth<T>(some: readonly T[], n: number): T {
  const found = some[n % Math.max(1, some.length)];
  if (found === undefined) throw new Error("there is nothing to choose from");
  return found;
}
