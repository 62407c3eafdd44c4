import type { Fleet } from "./fleet.ts";
import type { HostPool } from "./host-pool.ts";
import type { Shop } from "./shop.ts";
import type { Asked } from "./subject.ts";

/** What people did and were told: the model that the console and Stripe are held against. */
export interface Memory {
  /** Every intent with what its person was told last: a command's state, or why it was refused. */
  readonly intents: Map<string, Asked & { readonly told: string }>;
  /** Commands whose undo or refusal a person saw confirmed: nothing of them may ever reach Stripe. */
  readonly calledOff: Set<string>;
  /** Objects at Stripe that somebody also changed in the dashboard. */
  readonly touchedOutside: Set<string>;
  /** People who left; they ask and decide nothing more. */
  readonly gone: Set<string>;
  /** Whether a worker's clock differed from Stripe's. */
  skewed: boolean;
  /** Every fault that was met, by what it was. */
  readonly faults: string[];
}

/** Everything that one run plays on. */
export interface Stage {
  readonly shop: Shop;
  readonly fleet: Fleet;
  readonly pool: HostPool;
  readonly memory: Memory;
}

/** A memory of nothing yet. */
export function emptyMemory(): Memory {
  return {
    intents: new Map(),
    calledOff: new Set(),
    touchedOutside: new Set(),
    gone: new Set(),
    skewed: false,
    faults: [],
  };
}
