import { numberIn } from "../control/rule-arguments.ts";
import type { World } from "../world.ts";
import { type DeliveryFault, parseFault } from "./delivery-plan.ts";

interface Held {
  readonly seq: number;
  /** Real milliseconds; 0 until it was seen for the first time. */
  readonly deadline: number;
  readonly fault: DeliveryFault;
}

/**
 * Lets go what fault rules hold back: a late delivery when it is due, a group when it is complete, when it waited long
 * enough, or when its rule was taken away. Reordered ones go one by one, the last first, each when the one before was tried.
 */
export function releaseHeld(world: World, nowMs: number): void {
  const rows = world.store
    .sql("SELECT seq, next_at_ms, fault FROM delivery WHERE state = 'held' ORDER BY seq")
    .all();
  const held = rows.flatMap((row): Held[] => {
    const fault = parseFault(row["fault"]);
    return fault === null
      ? []
      : [{ seq: Number(row["seq"]), deadline: Number(row["next_at_ms"]), fault }];
  });
  for (const group of Map.groupBy(held, ({ fault }) => fault.rule).values())
    releaseGroup(world, group, nowMs);
  letNextReorderedGo(world, nowMs);
}

function releaseGroup(world: World, group: readonly Held[], nowMs: number): void {
  const [first] = group;
  if (first === undefined) return;
  const { effect, rule } = first.fault;
  for (const { seq, deadline, fault } of group) {
    if (deadline !== 0) continue;
    const wait = numberIn(fault, effect === "webhook_delay" ? "delayMs" : "holdMs") ?? 0;
    world.store.sql("UPDATE delivery SET next_at_ms = ? WHERE seq = ?").run(nowMs + wait, seq);
  }
  const ruleIsGone = !world.faults.list().some(({ id }) => id === rule);
  const isDue = ({ deadline }: Held): boolean => deadline !== 0 && deadline <= nowMs;
  if (effect === "webhook_delay") {
    release(
      world,
      group.filter((held) => ruleIsGone || isDue(held)),
      "pending",
      nowMs,
    );
    return;
  }
  const complete = group.length >= (numberIn(first.fault, "size") ?? 1);
  if (complete || ruleIsGone || group.some(isDue))
    release(world, group, effect === "webhook_reorder" ? "queued" : "pending", nowMs);
}

function release(
  world: World,
  group: readonly Held[],
  state: "pending" | "queued",
  nowMs: number,
): void {
  for (const { seq } of group)
    world.store
      .sql("UPDATE delivery SET state = ?, next_at_ms = ? WHERE seq = ?")
      .run(state, nowMs, seq);
}

function letNextReorderedGo(world: World, nowMs: number): void {
  const waiting = world.store
    .sql("SELECT rule, max(seq) AS seq FROM delivery WHERE state = 'queued' GROUP BY rule")
    .all();
  for (const { rule, seq } of waiting) {
    const before = world.store
      .sql("SELECT 1 FROM delivery WHERE rule = ? AND state = 'pending' AND attempts = 0")
      .get(rule ?? null);
    if (before === undefined)
      world.store
        .sql("UPDATE delivery SET state = 'pending', next_at_ms = ? WHERE seq = ?")
        .run(nowMs, seq ?? null);
  }
}
