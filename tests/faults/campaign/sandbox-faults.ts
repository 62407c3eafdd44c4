import type { RandomStream } from "#sandbox/history/random-stream.ts";

/** A fault rule of the sandbox, still without the path of the kind it is for. */
export interface SandboxFault {
  /** The requests it is for: those that carry commands out, those that look for what became of them, or none. */
  readonly on: "mutation" | "list" | "elsewhere";
  /** Meets every request with the key of the step's first command, as an error that Stripe saved under it does. */
  readonly cached: boolean;
  readonly rule: Readonly<Record<string, string | number | boolean>>;
}

type Weighted = readonly [SandboxFault, number];

const on = (
  where: SandboxFault["on"],
  effect: string,
  rest: SandboxFault["rule"] = {},
  cached = false,
): SandboxFault => ({ on: where, cached, rule: { effect, ...rest } });

const FAULTS: readonly [Weighted, ...Weighted[]] = [
  [on("mutation", "timeout_before_effect"), 2],
  [on("mutation", "timeout_after_effect"), 3],
  [on("mutation", "reset_before_effect", { count: 2 }), 2],
  [on("mutation", "reset_after_effect"), 3],
  [on("mutation", "reset_in_body"), 2],
  [on("mutation", "truncated_body"), 2],
  [on("mutation", "not_json"), 1],
  [on("mutation", "wrong_object"), 1],
  [on("mutation", "missing_envelope"), 1],
  [on("mutation", "server_error", { count: 2 }), 2],
  [on("mutation", "server_error", { always: true }, true), 2],
  [on("mutation", "rate_limit", { count: 4 }), 2],
  [on("mutation", "idempotency_conflict", { count: 2 }), 2],
  [on("mutation", "lock_timeout", { status: 409 }), 1],
  [on("mutation", "lock_timeout", { status: 429 }), 1],
  // Carried out after the client has given up, while others already ask what became of it.
  [on("mutation", "latency", { latencyMs: 1_300, count: 2 }), 3],
  [on("list", "stale_read", { seconds: 3_600, count: 3 }), 1],
  [on("list", "partial_page", { drop: 5, count: 2 }), 1],
  [on("list", "timeout_before_effect"), 1],
  [on("elsewhere", "webhook_duplicate", { copies: 2, count: 5 }), 2],
  [on("elsewhere", "webhook_delay", { delayMs: 300, count: 5 }), 1],
  [on("elsewhere", "webhook_drop", { count: 6 }), 3],
  [on("elsewhere", "webhook_reorder", { size: 3, holdMs: 300, count: 3 }), 2],
  [on("elsewhere", "webhook_burst", { size: 6, holdMs: 300, count: 6 }), 1],
  [on("elsewhere", "webhook_bad_signature", { count: 2 }), 1],
  [on("elsewhere", "late_refund_failure", { afterSeconds: 60 }), 2],
];

/** One of what can go wrong at Stripe or on the way to it. */
export function sandboxFaults(draw: RandomStream): SandboxFault {
  return draw.weighted([...FAULTS] as [Weighted, ...Weighted[]]);
}
