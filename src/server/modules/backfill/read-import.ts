import type { Runtime } from "#server/platform/runtime.ts";
import { findSteps, type ImportStep } from "./import-progress.repo.ts";

export interface ImportStatus {
  readonly state: "not_started" | "running" | "finished";
  readonly lastError: string | null;
  /** One for each kind of object that was begun. */
  readonly steps: readonly ImportStep[];
}

/** How far the first import of the account is. */
export async function readImport({
  db,
  scope,
}: Pick<Runtime, "db" | "scope">): Promise<ImportStatus> {
  const steps = await findSteps(db, scope);
  const whole = steps.find(({ objectType }) => objectType === "all");
  return {
    state: stateOf(whole),
    lastError: whole?.lastError ?? null,
    steps: steps.filter(({ objectType }) => objectType !== "all"),
  };
}

function stateOf(whole: ImportStep | undefined): ImportStatus["state"] {
  if (whole === undefined) return "not_started";
  return whole.finishedAt === null ? "running" : "finished";
}
