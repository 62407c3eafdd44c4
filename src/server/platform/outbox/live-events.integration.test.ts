import type pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Runtime } from "#server/platform/runtime.ts";
import { eventually } from "#tests/support/eventually.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import { appendEvent } from "./append-event.ts";
import { LiveEvents } from "./live-events.ts";

const database = useTestDatabase();
let runtime: Runtime;
let live: LiveEvents;
let stopping: AbortController;
let heard: string[];
let connections: pg.PoolClient[];

beforeEach(async () => {
  runtime = testRuntime(database(), "countersign_worker");
  connections = [];
  runtime.db.pool.on("acquire", (client) => connections.push(client));
  live = new LiveEvents(runtime.db.pool);
  stopping = new AbortController();
  heard = [];
  void listen(await live.open(stopping.signal)).catch(() => undefined);
});
afterEach(async () => {
  stopping.abort();
  await live.close();
  await runtime.db.close();
});

async function listen(notices: AsyncIterable<{ key: string }>): Promise<void> {
  for await (const { key } of notices) heard.push(key);
}

/** Commits events until one of them is heard of: what commits while nobody listens is not told later. */
const tellUntilHeard = (key: string) =>
  eventually(async () => {
    await runtime.db.transaction((tx) =>
      appendEvent(tx, runtime.scope, { topic: "import.finished", key, payload: { version: 1 } }),
    );
    return heard.includes(key);
  }, "a commit is heard of");

it("hears of commits, also after its connection broke and said so twice", async () => {
  await tellUntilHeard("before");
  const [listening] = connections;
  await runtime.db.pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'",
  );
  listening?.emit("error", new Error("the connection broke"));
  listening?.emit("error", new Error("the connection broke, again"));
  await tellUntilHeard("after");
  expect(heard).toContain("before");
});

it("says nothing more when a connection breaks that it has given back", async () => {
  const [listening] = connections;
  await live.close();
  listening?.emit("error", new Error("the connection broke"));
  expect(runtime.db.pool.totalCount).toBe(0);
});
