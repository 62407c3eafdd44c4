import { workerEnvironment } from "#tests/support/product-environment.ts";
import { runAsSuperuser } from "#tests/support/test-server.ts";
import type { HostPool } from "./host-pool.ts";
import type { HostProcess } from "./host-process.ts";
import type { ClockOffsets, Order } from "./host-protocol.ts";
import type { Shop } from "./shop.ts";

const WORKERS = 2;
/** Leases, time-outs and pauses of a quiet machine, so that what takes minutes in production takes none here. */
const FAST_MS = {
  STRIPE_TIMEOUT_MS: 1_000,
  LANE_LEASE_MS: 1_300,
  LANE_POLL_MS: 100,
  FEED_LEASE_MS: 1_300,
  SWEEP_POLL_MS: 500,
  COMMAND_LEASE_MS: 1_300,
  COMMAND_POLL_MS: 1_500,
  DETECTOR_INTERVAL_MS: 3_000,
  HEARTBEAT_MS: 400,
  DEAD_AFTER_MS: 1_500,
};
const POOL = "8";
/** A worker that is frozen hears nothing until it is woken. */
const HEARD_MS = 2_000;

/** The worker processes of one run; there are always two. */
export interface Fleet {
  readonly workers: () => readonly HostProcess[];
  /** How long a worker may hold a command. */
  readonly leaseMs: number;
  /** Starts another one where one was killed. */
  readonly replace: (gone: HostProcess) => Promise<void>;
  readonly arm: (point: Extract<Order, { do: "arm" }>["point"]) => void;
  /** Sets the clocks of all workers, or of the first alone; resolves when they go by them. */
  readonly setClocks: (clock: ClockOffsets, which?: "first") => Promise<void>;
  /** Ends every database connection of that process kind, as a restart of the database does. */
  readonly cut: (kind: "worker" | "web") => Promise<void>;
  /** The logs of workers that ended without having been killed. */
  readonly crashed: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** Starts the workers of a shop from the pool. */
export async function openFleet(pool: HostPool, shop: Shop): Promise<Fleet> {
  const slowness = pool.slowness();
  const times = Object.entries(FAST_MS).map(([name, ms]) => [
    name,
    String(Math.ceil(ms * slowness)),
  ]);
  const environment = {
    ...workerEnvironment(shop.database, shop.sandbox),
    ...(Object.fromEntries(times) as Record<string, string>),
    DATABASE_POOL: POOL,
    LOG_LEVEL: "warn",
  };
  let clock = stripeClock(shop);
  const start = async (): Promise<HostProcess> => {
    const host = await pool.take();
    host.tell({ do: "work", environment, clock });
    return host;
  };
  const workers = await Promise.all(Array.from({ length: WORKERS }, start));
  return {
    workers: () => workers,
    leaseMs: FAST_MS.COMMAND_LEASE_MS * slowness,
    replace: async (gone) => {
      workers.splice(workers.indexOf(gone), 1, await start());
    },
    arm: (point) => {
      for (const worker of workers) worker.tell({ do: "arm", point });
    },
    setClocks: async (next, which) => {
      if (which !== "first") clock = next;
      const told = which === "first" ? workers.slice(0, 1) : workers;
      await Promise.all(
        told.map(async (worker) => {
          const set = worker.next("clock", AbortSignal.timeout(HEARD_MS));
          worker.tell({ do: "clock", clock: next });
          await set;
        }),
      );
    },
    cut: (kind) =>
      runAsSuperuser(shop.database.superuserUrl, [
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'countersign-${kind}'`,
      ]),
    crashed: () => workers.filter((worker) => worker.isGone()).map((worker) => worker.log()),
    close: async () => {
      await Promise.all(workers.map((worker) => pool.giveBack(worker)));
    },
  };
}

/** The clocks of a process whose business time is Stripe's, as in production. */
export function stripeClock({ sandbox }: Shop, skewMs = 0): ClockOffsets {
  const ahead = sandbox.engine.world.clock.nowMs() - Date.now();
  return { now: ahead + skewMs, realNow: skewMs };
}
