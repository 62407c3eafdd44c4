import { type HostProcess, startHost } from "./host-process.ts";

/** Hosts with their modules loaded, since starting one takes longer than what it is killed in. */
export interface HostPool {
  readonly take: () => Promise<HostProcess>;
  /**
   * How many times slower than a quiet machine this one is, by how long the last host took to start; 1 at least. Leases and
   * time-outs are longer by that, or a busy machine would meet nothing but its own time-outs.
   */
  readonly slowness: () => number;
  /** Gives a living host back for other runs. */
  readonly giveBack: (host: HostProcess) => Promise<void>;
  readonly close: () => Promise<void>;
}

const REST_LIMIT_MS = 30_000;
/** A host's start on a quiet machine. */
const QUIET_START_MS = 1_500;
const MOST = 30;

/** Keeps `spare` hosts warm. */
export function openHostPool(spare: number): HostPool {
  const waiting: { host: HostProcess; ready: Promise<unknown> }[] = [];
  const all = new Set<HostProcess>();
  let lastStartMs = QUIET_START_MS;
  const fill = (): void => {
    while (waiting.length < spare) {
      const host = startHost();
      const started = performance.now();
      const ready = host.next("ready").then(() => {
        lastStartMs = performance.now() - started;
      });
      all.add(host);
      waiting.push({ host, ready });
    }
  };
  fill();
  return {
    take: async () => {
      for (;;) {
        const first = waiting.shift();
        fill();
        if (first === undefined) continue;
        await first.ready;
        if (!first.host.isGone()) return first.host;
        throw new Error(`a host did not start: ${first.host.log()}`);
      }
    },
    slowness: () => Math.min(MOST, Math.max(1, lastStartMs / QUIET_START_MS)),
    giveBack: async (host) => {
      if (host.isGone()) return;
      const rested = host.next("resting", AbortSignal.timeout(REST_LIMIT_MS));
      host.tell({ do: "rest" });
      if ((await rested) === null) await host.kill();
      else waiting.unshift({ host, ready: Promise.resolve() });
    },
    close: async () => {
      await Promise.all([...all].map((host) => host.kill()));
    },
  };
}
