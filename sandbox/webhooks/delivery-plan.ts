import { idsIn } from "../control/fault-match.ts";
import type { FaultRule } from "../control/fault-rules.ts";
import { numberIn } from "../control/rule-arguments.ts";
import type { World } from "../world.ts";

/** What is delivered: an event, whose object tells which fault rules it is under. */
export interface PlannedEvent {
  readonly id: string;
  readonly type: string;
  readonly object: object;
}

/** What a rule does to a delivery, kept beside it so that it holds even after the rule is gone. */
export interface DeliveryFault extends Pick<FaultRule, "effect" | "arguments" | "seed"> {
  readonly rule: string;
}

const HOLDING = ["webhook_delay", "webhook_reorder", "webhook_burst"];

/**
 * Queues a delivery to each of the endpoints, as the fault rules want it. Part of the transaction of the event, so the
 * rules meet deliveries in the order of the events. Gives how many deliveries the event waits for.
 */
export function planDeliveries(
  world: World,
  event: PlannedEvent,
  endpoints: readonly string[],
): number {
  let waited = 0;
  for (const endpoint of endpoints) {
    const rule = world.faults.take("webhook", {
      eventType: event.type,
      endpoint,
      mentions: [event.id, ...idsIn(event.object)],
    });
    if (rule?.effect === "webhook_drop") {
      queue(world, { event: event.id, endpoint, state: "dropped", rule, counted: 1 });
      continue;
    }
    const held = rule !== null && HOLDING.includes(rule.effect);
    const state = held ? "held" : "pending";
    queue(world, { event: event.id, endpoint, state, rule, counted: 1 });
    waited += 1;
    if (rule?.effect !== "webhook_duplicate") continue;
    for (let copy = numberIn(rule, "copies") ?? 1; copy > 0; copy -= 1)
      queue(world, { event: event.id, endpoint, state: "pending", rule, counted: 0 });
  }
  return waited;
}

/** Queues one delivery more, which the event does not wait for; gives its number. */
export function queueAgain(world: World, event: string, endpoint: string): number {
  return queue(world, { event, endpoint, state: "pending", rule: null, counted: 0 });
}

interface QueuedDelivery {
  readonly event: string;
  readonly endpoint: string;
  readonly state: "pending" | "held" | "dropped";
  readonly rule: FaultRule | null;
  /** 1 when the event waits for it. */
  readonly counted: 0 | 1;
}

function queue(world: World, delivery: QueuedDelivery): number {
  const { event, endpoint, state, rule, counted } = delivery;
  const fault: DeliveryFault | null =
    rule === null
      ? null
      : { rule: rule.id, effect: rule.effect, arguments: rule.arguments, seed: rule.seed };
  const { lastInsertRowid } = world.store
    .sql(
      "INSERT INTO delivery (event, endpoint, state, attempts, next_at_ms, counted, rule, fault) VALUES (?, ?, ?, 0, ?, ?, ?, ?)",
    )
    .run(
      event,
      endpoint,
      state,
      state === "dropped" ? null : 0,
      counted,
      rule?.id ?? null,
      fault === null ? null : JSON.stringify(fault),
    );
  return Number(lastInsertRowid);
}

/** Reads what `planDeliveries` kept. */
export function parseFault(text: unknown): DeliveryFault | null {
  return typeof text === "string" ? (JSON.parse(text) as DeliveryFault) : null;
}
