import type { Runtime } from "#server/platform/runtime.ts";
import { findOpenRun } from "./backfill-runs.repo.ts";
import { findFirstImport, importState } from "./import-progress.repo.ts";
import { findWindowTotals } from "./window-totals.repo.ts";

export interface ImportStatus {
  readonly state: "not_started" | "running" | "finished";
  readonly lastError: string | null;
  /** One for each list that the newest run reads. */
  readonly steps: readonly {
    readonly objectType: string;
    readonly imported: bigint;
    readonly finishedAt: Date | null;
  }[];
}

/** How far the first import of the account is. */
export async function readImport({
  db,
  scope,
}: Pick<Runtime, "db" | "scope">): Promise<ImportStatus> {
  const [first, run, totals] = await Promise.all([
    findFirstImport(db, scope),
    findOpenRun(db, scope),
    findWindowTotals(db, scope, { start: 0, now: 0 }),
  ]);
  const failing = totals.find(({ lastError }) => lastError !== null);
  return {
    state: importState(first),
    lastError: run?.lastError ?? failing?.lastError ?? null,
    steps: totals.map(({ objectType, imported, finishedAt }) => ({
      objectType,
      imported,
      finishedAt,
    })),
  };
}
