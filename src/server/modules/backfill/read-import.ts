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
  const begun = whole?.finishedAt == null ? "running" : "finished";
  return {
    state: whole === undefined ? "not_started" : begun,
    lastError: whole?.lastError ?? null,
    steps: steps.filter(({ objectType }) => objectType !== "all"),
  };
}
