import { afterAll, beforeAll, expect, it } from "vitest";
import type { Runtime } from "#server/platform/runtime.ts";
import { eventually } from "#tests/support/eventually.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import { closeGate, passGate } from "./kill-switches.repo.ts";

const database = useTestDatabase();
let web: Runtime;
let worker: Runtime;

beforeAll(() => {
  web = testRuntime(database(), "countersign_web");
  worker = testRuntime(database(), "countersign_worker");
});
afterAll(() => Promise.all([web.db.close(), worker.db.close()]));

/** A transaction that holds what `enter` takes until it is let go. */
async function standIn(runtime: Runtime, enter: typeof passGate) {
  const inside = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  const ended = runtime.db.transaction(async (tx) => {
    await enter(tx, runtime.scope);
    inside.resolve();
    await letGo.promise;
  });
  return { inside: inside.promise, letGo: letGo.resolve, ended };
}

const someoneWaits = async () => {
  const { rows } = await worker.db.pool.query(
    "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted",
  );
  return rows.length > 0;
};

it("a switch goes on after the claims that are under way, and before the next", async () => {
  const order: string[] = [];
  const [first, second] = [await standIn(worker, passGate), await standIn(worker, passGate)];
  await Promise.all([first.inside, second.inside]);
  const on = await standIn(web, closeGate);
  void on.inside.then(() => order.push("on"));
  await eventually(someoneWaits, "the switch waits for the claims", 5_000);
  const late = await standIn(worker, passGate);
  void late.inside.then(() => order.push("late claim"));
  first.letGo();
  await first.ended;
  expect(order).toEqual([]);
  second.letGo();
  await on.inside;
  expect(order).toEqual(["on"]);
  on.letGo();
  late.letGo();
  await Promise.all([on.ended, late.ended]);
  expect(order).toEqual(["on", "late claim"]);
});
