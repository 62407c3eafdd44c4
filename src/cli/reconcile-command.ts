import { setTimeout as pause } from "node:timers/promises";
import { RECONCILIATION_LEVELS, type ReconciliationLevel } from "#core/break-types.ts";
import { BREAK_STATES, type BreakState, type RunDto } from "#core/contracts/reconciliation.ts";
import { formatMajor } from "#core/money.ts";
import type { CommandLine } from "#server/deps/open-command-line.ts";
import {
  countBreaks,
  FULL_TRIGGER,
  getRun,
  listBreaks,
  runWanted,
  wantRun,
} from "#server/modules/reconciliation/index.ts";
import { type Answer, UsageError } from "./answer.ts";

const LOOK_EVERY_MS = 500;
/** The most breaks that are printed; the count tells how many there are. */
const MOST_LISTED = 100;

/** What `reconcile run` was asked for. */
export interface RunOptions {
  readonly levels?: string;
  readonly full?: boolean;
  readonly timeout: number;
}

/**
 * `reconcile run`: asks for a run and answers what it found. Runs it here, with the worker's rights, unless a worker is at
 * it; then waits for it. A break that is open in one of its levels is a finding.
 */
export async function reconcileNow(
  { runtime, reader }: CommandLine,
  options: RunOptions,
): Promise<Answer> {
  const levels = levelsOf(options.levels);
  const { db, scope, clock } = runtime;
  const trigger = options.full === true ? FULL_TRIGGER : "cli";
  const request = { levels, trigger, requestedBy: null, at: clock.now() };
  const runId = await db.transaction((tx) => wantRun(tx, scope, request));
  const deadline = clock.realNow().getTime() + options.timeout * 1_000;
  let run = await getRun(runtime, runId);
  while (run.state === "wanted" || run.state === "running") {
    const ended = reader === null ? null : await runWanted(runtime, reader);
    run = await getRun(runtime, runId);
    if (clock.realNow().getTime() >= deadline) break;
    if (ended === null && run.state !== "finished") await pause(LOOK_EVERY_MS);
  }
  const { rows } = await listBreaks(runtime, { levels: [...levels], limit: MOST_LISTED });
  const notDone = run.state !== "finished";
  return {
    data: { run, breaks: rows },
    lines: [
      ...run.counts.map(countLine),
      ...run.notes.map(({ level, note }) => `${level} ${note}`),
      ...(run.error === null ? [] : [`failed: ${run.error}`]),
      ...rows.map(breakLine),
      `run ${run.id}: ${run.state}, ${rows.length} open`,
    ],
    finding: notDone || rows.length > 0,
  };
}

/** `reconcile breaks`: what is open (or in the states that were named), most severe first. Open ones are a finding. */
export async function listOpenBreaks(
  { runtime }: CommandLine,
  { state }: { readonly state?: string },
): Promise<Answer> {
  const states = statesOf(state);
  const [{ rows }, counts] = await Promise.all([
    listBreaks(runtime, { ...(states === null ? {} : { states }), limit: MOST_LISTED }),
    countBreaks(runtime),
  ]);
  return {
    data: { breaks: rows, counts },
    lines: [...rows.map(breakLine), `${counts.open} open, ${counts.overdue} overdue`],
    finding: rows.some((found) => found.state !== "resolved"),
  };
}

function levelsOf(text: string | undefined): ReconciliationLevel[] {
  const known = Object.keys(RECONCILIATION_LEVELS) as ReconciliationLevel[];
  if (text === undefined) return known;
  return text.split(",").map((name) => {
    const level = known.find((candidate) => candidate === name.trim().toUpperCase());
    if (level === undefined) throw new UsageError(`there is no level ${name}: ${known.join(", ")}`);
    return level;
  });
}

/** `open` means all that is not resolved, as people speak of it. */
function statesOf(text: string | undefined): BreakState[] | null {
  if (text === undefined || text === "open") return null;
  return text.split(",").map((name) => {
    const state = BREAK_STATES.find((candidate) => candidate === name.trim());
    if (state === undefined)
      throw new UsageError(`there is no state ${name}: ${BREAK_STATES.join(", ")}`);
    return state;
  });
}

function countLine(count: RunDto["counts"][number]): string {
  const { level, currency, checked, matched, expected, broken } = count;
  return `${level} ${currency.toUpperCase()} ${checked} checked: ${matched} matched, ${expected} expected, ${broken} broken`;
}

function breakLine({
  type,
  objectId,
  amount,
  state,
  ageDays,
}: Awaited<ReturnType<typeof listBreaks>>["rows"][number]): string {
  const money = amount === null ? "" : `${formatMajor(amount)} ${amount.currency.toUpperCase()}`;
  return `${type.padEnd(26)} ${objectId.padEnd(32)} ${money.padStart(18)} ${state}, ${ageDays} days`;
}
