import { openWorker } from "#server/deps/open-worker.ts";
import { runWorker } from "./loops.ts";

const deps = await openWorker();
const { log } = deps.runtime;
const stopping = new AbortController();

const stop = (signal: string): void => {
  if (stopping.signal.aborted) return;
  log.info({ signal }, "finishing what is under way");
  stopping.abort();
};
process.on("SIGTERM", stop);
process.on("SIGINT", stop);

log.info({ pid: process.pid }, "worker started");
await runWorker(deps, `worker-${process.pid}`, stopping.signal);
await deps.runtime.close();
log.info({}, "worker stopped");
process.exit(0);
