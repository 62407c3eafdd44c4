import { openDatabase } from "../../src/server/platform/db/database.ts";
import { createLogger } from "../../src/server/platform/log/logger.ts";
import { startJobRunner } from "../../src/server/platform/queue/job-runner.ts";
import { beat } from "../../src/server/platform/queue/worker-process.repo.ts";

/** A worker that takes one job and never ends it, for tests that kill it. Argument: the worker role's database URL. */
const db = openDatabase(process.argv[2] ?? "", 4, "hanging-worker");
const hang = (): Promise<never> => {
  process.stdout.write("holding\n");
  return new Promise(() => undefined);
};
const runner = await startJobRunner({
  pool: db.pool,
  log: createLogger("hanging-worker", "silent"),
  tasks: { outbox: hang },
  crontab: "",
});
await beat(db, runner.workerId, "test");
