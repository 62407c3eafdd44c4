import type * as z from "zod/mini";
import type {
  BackfillListDto,
  BackfillStatus,
  firstImportSchema,
} from "#core/contracts/backfill.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findPace } from "#server/platform/stripe/rate-budget.repo.ts";
import { type BackfillRun, findNewestRun, findRequester } from "./backfill-runs.repo.ts";
import { estimateList, estimateRun, type ListEstimate } from "./estimate.ts";
import { HISTORY_LISTS } from "./history-objects.ts";
import { findFirstImport, importState } from "./import-progress.repo.ts";
import { findPlannedAt } from "./import-windows.repo.ts";
import { storedProof } from "./stored-proof.ts";
import { findWindowTotals, type WindowTotals } from "./window-totals.repo.ts";

/** How far the newest run is, list by list, how fast it goes, and what it proved. */
export async function readBackfill(
  runtime: Pick<Runtime, "db" | "scope" | "clock">,
): Promise<BackfillStatus> {
  const { db, scope, clock } = runtime;
  const [run, first, pace, plannedAt] = await Promise.all([
    findNewestRun(db, scope),
    findFirstImport(db, scope),
    findPace(db, scope),
    findPlannedAt(db, scope),
  ]);
  const history = { start: startOf(run), now: Math.floor(plannedAt.getTime() / 1_000) };
  const totals = inOrder(await findWindowTotals(db, scope, history));
  const lists = totals.map((list) => ({ list, estimate: estimateList(list, history) }));
  return {
    run: run === null ? null : runView(run, await findRequester(db, run)),
    firstImport: importState(first),
    lists: lists.map(({ list, estimate }) => listView(list, estimate)),
    ...progressOf(
      run,
      lists.map(({ estimate }) => estimate),
      clock.realNow(),
    ),
    pace: pace && { callsPerSecond: pace.perSecond, limitedAt: pace.limitedAt },
    proof: proofView(run?.proof ?? null),
  };
}

/** How far the first import is, for whoever looks at figures meanwhile. */
export async function readFirstImport(
  runtime: Pick<Runtime, "db" | "scope" | "clock">,
): Promise<z.infer<typeof firstImportSchema>> {
  const state = importState(await findFirstImport(runtime.db, runtime.scope));
  if (state === "finished") return { state, percent: 100 };
  return { state, percent: (await readBackfill(runtime)).percent };
}

function progressOf(run: BackfillRun | null, lists: readonly ListEstimate[], now: Date) {
  // Until a run that is asked for has begun, the lists are still those of the run before it.
  if (run === null || run.state === "wanted")
    return { percent: null, perSecond: null, secondsLeft: null };
  const { state, startedAt } = run;
  if (state !== "running" || startedAt === null)
    return { percent: estimateRun(lists, 0).percent, perSecond: null, secondsLeft: null };
  return estimateRun(lists, now.getTime() - startedAt.getTime());
}

/** From when on the run reads; unix seconds. */
function startOf(run: BackfillRun | null): number {
  return Number(run?.fromSecond ?? run?.sinceSecond ?? 0n);
}

function inOrder(totals: readonly WindowTotals[]): WindowTotals[] {
  return HISTORY_LISTS.flatMap((name) => totals.filter(({ objectType }) => objectType === name));
}

function runView(run: BackfillRun, requestedBy: string | null): NonNullable<BackfillStatus["run"]> {
  const { id, state, wantedAt, startedAt, finishedAt, fromSecond, lastError } = run;
  const fromDay =
    fromSecond === null ? null : new Date(Number(fromSecond) * 1_000).toISOString().slice(0, 10);
  return { id, state, requestedBy, wantedAt, startedAt, finishedAt, fromDay, lastError };
}

function listView(list: WindowTotals, { imported, total }: ListEstimate): BackfillListDto {
  const { objectType, finishedAt, lastError, nextTryAt } = list;
  return {
    objectType,
    imported,
    estimatedTotal: total,
    finished: finishedAt !== null,
    lastError,
    nextTryAt,
  };
}

function proofView(stored: unknown): BackfillStatus["proof"] {
  if (stored === null) return null;
  const { provedAt, rows } = storedProof.parse(stored);
  return {
    provedAt: new Date(provedAt),
    rows: rows.map(({ currency, segment, ...amounts }) => {
      const opening = BigInt(amounts.opening);
      const transactions = BigInt(amounts.transactions);
      const stripe = BigInt(amounts.stripe);
      const difference = stripe - opening - transactions;
      return { currency, segment, opening, transactions, stripe, difference };
    }),
  };
}
