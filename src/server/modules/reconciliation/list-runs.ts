import type * as z from "zod/mini";
import type { listRunsInput, listRunsOutput, RunDto } from "#core/contracts/reconciliation.ts";
import { DomainError } from "#core/errors.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findPeople } from "./people.repo.ts";
import { runView } from "./reconciliation.views.ts";
import { findCounts, findRun, findRuns, type RunRow } from "./runs.repo.ts";

type Reads = Pick<Runtime, "db" | "scope">;

/** One page of runs, newest first, with what they counted. Throws INVALID_INPUT for a cursor that is not ours. */
export async function listRuns(
  { db, scope }: Reads,
  input: z.infer<typeof listRunsInput>,
): Promise<z.infer<typeof listRunsOutput>> {
  const rows = await findRuns(db, scope, { after: readCursor(input.cursor), limit: input.limit });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    rows: await viewsOf({ db, scope }, page),
    nextCursor: rows.length > input.limit && last ? `${last.wantedAt.getTime()}_${last.id}` : null,
  };
}

/** One run with what it counted. Throws NOT_FOUND. */
export async function getRun({ db, scope }: Reads, runId: string): Promise<RunDto> {
  const row = await findRun(db, scope, runId);
  const [view] = row === null ? [] : await viewsOf({ db, scope }, [row]);
  if (view === undefined) throw new DomainError("NOT_FOUND", { runId });
  return view;
}

async function viewsOf({ db }: Reads, rows: readonly RunRow[]): Promise<RunDto[]> {
  const [counts, people] = await Promise.all([
    findCounts(
      db,
      rows.map(({ id }) => id),
    ),
    findPeople(
      db,
      rows.map(({ requestedBy }) => requestedBy),
    ),
  ]);
  return rows.map((row) => runView(row, counts, people));
}

function readCursor(cursor: string | undefined): { wantedAt: Date; id: string } | null {
  if (cursor === undefined) return null;
  const match = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(cursor);
  if (match?.[1] === undefined || match[2] === undefined)
    throw new DomainError("INVALID_INPUT", { field: "cursor" });
  return { wantedAt: new Date(Number(match[1])), id: match[2] };
}
