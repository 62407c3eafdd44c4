import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { exportRequestSchema } from "#core/contracts/exports.ts";
import type { Actor } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { eventually } from "#tests/support/eventually.ts";
import { startProductProcess } from "#tests/support/product-process.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import { createExport } from "./create-export.ts";
import { endUnsentExports } from "./end-unsent-exports.ts";
import { getExport } from "./read-exports.ts";

const database = useTestDatabase();
const IDS = { userId: newId(), sessionId: newId(), requestId: newId() };
const FINANCE: Actor = { ...IDS, name: "finance", role: "finance", ip: null };
const JOURNALS = exportRequestSchema.parse({
  kind: "journals",
  from: "2026-11-01",
  to: "2026-11-30",
});
let web: Runtime;
let worker: Runtime;

beforeAll(() => {
  web = testRuntime(database(), "countersign_web");
  worker = testRuntime(database(), "countersign_worker");
});
afterAll(() => Promise.all([web, worker].map(({ db }) => db.close())));

it("an export whose process is killed ends as broken, and can be asked for again", {
  timeout: 60_000,
}, async () => {
  const id = newId();
  const killed = startProductProcess("tests/support/hanging-exporter.ts", {}, [
    JSON.stringify(database().urls),
    id,
  ]);
  await eventually(() => killed.said().includes("sending"), "the export is being sent", 20_000);
  await killed.end("SIGKILL");
  expect(await endUnsentExports(worker)).toBe(0);
  expect(await getExport(web, id)).toMatchObject({ state: "streaming" });
  const later = new Date(worker.clock.realNow().getTime() + 61_000);
  const inAMinute = { ...worker, clock: { ...worker.clock, realNow: () => later } };
  expect(await endUnsentExports(inAMinute)).toBe(1);
  const record = await getExport(web, id);
  expect(record).toMatchObject({ state: "broken", rows: null, sha256: null });
  const ended = { resourceId: id, action: "export.finished", result: "failed" } as const;
  expect(await web.db.prisma.auditEvent.count({ where: ended })).toBe(1);
  const again = createExport(web, FINANCE, { id: newId(), request: record?.filters ?? JOURNALS });
  while (!(await again.bytes.next()).done);
  expect(await getExport(web, again.id)).toMatchObject({ state: "finished" });
});

it("an export that is sent slowly stays alive by itself", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const created = createExport(web, FINANCE, { id: newId(), request: JOURNALS });
  await created.bytes.next();
  const aliveUntil = async () => {
    const where = { id: created.id };
    const row = await web.db.prisma.export.findUniqueOrThrow({ where });
    return row.aliveUntil?.getTime() ?? 0;
  };
  const before = await aliveUntil();
  vi.advanceTimersByTime(15_000);
  vi.useRealTimers();
  await eventually(async () => (await aliveUntil()) > before, "the export is prolonged", 5_000);
  expect(await endUnsentExports(worker)).toBe(0);
  await created.bytes.return();
});
