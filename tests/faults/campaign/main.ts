import { parseArgs } from "node:util";
import { runAsSuperuser, startTestServer } from "#tests/support/test-server.ts";
import { onStopRequest } from "../../../scripts/process/on-stop-request.ts";
import { type HostPool, openHostPool } from "./host-pool.ts";
import { planRun } from "./plan.ts";
import { type RunResult, runOnce } from "./run-once.ts";
import type { Harm } from "./violation.ts";
import { WATCH_SQL } from "./watch.ts";

const USAGE = `npm run faults -- [--seed N] [--runs M | --run K] [--json]
  --seed   what all choices are drawn from (1)
  --runs   how many runs (20)
  --run    run K of the seed alone, as it was in a campaign, and everything that is tried in it
  --json   nothing but the last line`;
/** Runs side by side: most of a run is waiting for leases and time-outs. */
const AT_ONCE = 2;
const SPARE_HOSTS = 4;

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    runs: { type: "string", default: "20" },
    run: { type: "string" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const seed = Number(values.seed);
const runs = Number(values.runs);
const only = values.run === undefined ? null : Number(values.run);
const wellSaid =
  Number.isSafeInteger(seed) &&
  Number.isInteger(runs) &&
  runs > 0 &&
  (only === null || (Number.isInteger(only) && only >= 0));

if (values.help) console.log(USAGE);
else if (wellSaid) process.exitCode = await campaign();
else {
  console.error(USAGE);
  process.exitCode = 2;
}

/** Runs what was asked for and prints what came of it. Out: the exit code. */
async function campaign(): Promise<number> {
  const { server, stop } = await startTestServer("faults");
  const pool = openHostPool(SPARE_HOSTS);
  const results: RunResult[] = [];
  const stopping = new AbortController();
  onStopRequest(() => stopping.abort());
  try {
    const template = new URL(server.superuserUrl);
    template.pathname = `/${server.template}`;
    await runAsSuperuser(template.href, [WATCH_SQL]);
    const wanted = only === null ? Array.from({ length: runs }, (_, run) => run) : [only];
    const runNext = async (): Promise<void> => {
      for (
        let run = wanted.shift();
        run !== undefined && !stopping.signal.aborted;
        run = wanted.shift()
      )
        results.push(report(await runPlanned(server, pool, run)));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, runNext));
  } finally {
    await pool.close();
    await stop();
  }
  const harmed = results.some(({ violations }) => violations.length > 0);
  console.log(lastLine(results));
  return harmed || stopping.signal.aborted ? 1 : 0;
}

async function runPlanned(
  server: Parameters<typeof runOnce>[0],
  pool: HostPool,
  run: number,
): Promise<RunResult> {
  const plan = planRun(seed, run);
  if (only !== null && !values.json) console.log(JSON.stringify(plan, null, 2));
  return await runOnce(server, pool, plan);
}

function report(result: RunResult): RunResult {
  const { run, faults, violations, seconds } = result;
  if (!values.json)
    console.log(`run ${run}: ${seconds.toFixed(1)} s, met ${faults.join(", ") || "no fault"}`);
  if (violations.length > 0) {
    for (const { harm, text } of violations) console.error(`run ${run} ${harm}: ${text}`);
    console.error(`again: npm run faults -- --seed ${seed} --run ${run}`);
  }
  return result;
}

function lastLine(results: readonly RunResult[]): string {
  const count = (harm: Harm): number =>
    results.flatMap(({ violations }) => violations).filter((one) => one.harm === harm).length;
  return JSON.stringify({
    runs: results.length,
    failed: results.filter(({ violations }) => violations.length > 0).length,
    faults: results.reduce((sum, { faults }) => sum + faults.length, 0),
    duplicates: count("duplicate"),
    lost: count("lost"),
    drift: count("drift"),
    unknown: count("unknown"),
  });
}
