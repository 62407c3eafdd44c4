import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CommandLine, type Health, readHealth } from "#server/deps/open-command-line.ts";
import { type ImportStatus, readImport } from "#server/modules/backfill/index.ts";
import { lastDrift } from "#server/modules/ledger/index.ts";
import { readOperations } from "#server/modules/operations/index.ts";
import { readSweep } from "#server/modules/webhooks/index.ts";
import type { Answer } from "./answer.ts";
import { operationsProblems, operationsText } from "./doctor-operations.ts";

/** A worker beats every few seconds; silence for longer than this is a dead one. */
const SILENT_AFTER_MS = 15_000;
/** An event of ours waits for its handler no longer than this. */
const OUTBOX_LATE_MS = 60_000;

/** Stripe is asked for missed events every minute. */
const SWEEP_LATE_MS = 15 * 60_000;

type Sweep = Awaited<ReturnType<typeof readSweep>>;
type Drift = Awaited<ReturnType<typeof lastDrift>>;

/** `doctor`: versions, database, workers, queues, import and drift; a finding when any of it is not healthy. */
export async function examine({ runtime, stripeUrl }: CommandLine): Promise<Answer> {
  const [health, imported, drift, sweep, operations] = await Promise.all([
    readHealth(runtime.db, runtime.scope),
    readImport(runtime),
    lastDrift(runtime),
    readSweep(runtime),
    readOperations(runtime, {}),
  ]);
  const problems = [
    ...problemsOf(health, imported, drift),
    ...sweepProblems(sweep),
    ...operationsProblems(operations),
  ];
  const data = {
    ok: problems.length === 0,
    problems,
    versions: {
      app: appVersion(),
      node: process.version,
      postgres: health.postgres,
      migrations: health.migrations,
    },
    database: { ok: true },
    account: runtime.scope,
    stripe: { url: stripeUrl },
    workers: health.workers.map((worker) => ({
      ...worker,
      alive: worker.silentMs <= SILENT_AFTER_MS,
    })),
    queues: health.queues,
    feeds: health.feeds,
    operations: { ...operations.stops, queue: operations.queue, calls: operations.calls },
    sweep,
    import: imported,
    drift,
    businessTime: runtime.clock.now(),
  };
  const lines = linesOf(data, operationsText(operations));
  return { data, lines, finding: problems.length > 0 };
}

function problemsOf(
  { workers, queues, feeds }: Health,
  imported: ImportStatus,
  drift: Drift,
): string[] {
  const alive = workers.filter(({ silentMs }) => silentMs <= SILENT_AFTER_MS).length;
  const failing = feeds.filter(({ fails }) => fails > 0);
  const found: readonly (readonly [boolean, string])[] = [
    [alive === 0, "no worker is alive"],
    [imported.state !== "finished", `the import is ${imported.state.replaceAll("_", " ")}`],
    [imported.lastError !== null, `the import failed last with: ${imported.lastError}`],
    [queues.lanesParked > 0, `${queues.lanesParked} objects are parked`],
    [queues.eventsDead > 0, `${queues.eventsDead} events are dead`],
    [queues.commandsForPeople > 0, `${queues.commandsForPeople} commands wait for a person`],
    [
      queues.outboxOldestMs > OUTBOX_LATE_MS,
      `${queues.outboxUnhandled} events of ours wait for their handler`,
    ],
    ...failing.map(
      ({ feed, lastError }) => [true, `the feed ${feed} fails: ${lastError}`] as const,
    ),
    ...drift
      .filter((row) => row.drift !== null && row.drift !== 0n)
      .map(
        (row) =>
          [true, `the books differ from Stripe's ${row.currency} balance by ${row.drift}`] as const,
      ),
  ];
  return found.filter(([is]) => is).map(([, problem]) => problem);
}

function sweepProblems({ lagMs }: Sweep): string[] {
  if (lagMs !== null && lagMs <= SWEEP_LATE_MS) return [];
  const since = lagMs === null ? "yet" : `for ${Math.round(lagMs / 60_000)} minutes`;
  return [`Stripe was not asked for missed events ${since}`];
}

function sweepText({ lagMs, swept24h }: Sweep): string {
  const asked = lagMs === null ? "not asked yet" : `asked ${Math.round(lagMs / 1_000)} s ago`;
  return `missed events: ${asked}, ${swept24h} in 24 hours`;
}

function appVersion(): string {
  const file = join(import.meta.dirname, "../../package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

function linesOf(
  data: {
    readonly problems: readonly string[];
    readonly versions: { readonly app: string; readonly node: string; readonly postgres: string };
    readonly stripe: { readonly url: string };
    readonly workers: readonly { readonly id: string; readonly alive: boolean }[];
    readonly queues: Health["queues"];
    readonly sweep: Sweep;
    readonly import: ImportStatus;
    readonly drift: Drift;
  },
  operations: string,
): string[] {
  const { versions, queues } = data;
  return [
    `countersign ${versions.app}, node ${versions.node}, PostgreSQL ${versions.postgres}`,
    `Stripe at ${data.stripe.url}`,
    `workers: ${data.workers.map(({ id, alive }) => `${id} ${alive ? "alive" : "silent"}`).join(", ") || "none"}`,
    `queues: ${Object.entries(queues)
      .map(([name, value]) => `${name} ${value}`)
      .join(", ")}`,
    operations,
    sweepText(data.sweep),
    `import: ${data.import.state.replaceAll("_", " ")}`,
    ...data.drift.map(
      ({ currency, drift }) => `drift in ${currency}: ${drift ?? "not compared yet"}`,
    ),
    ...(data.problems.length === 0
      ? ["healthy"]
      : data.problems.map((problem) => `PROBLEM: ${problem}`)),
  ];
}
