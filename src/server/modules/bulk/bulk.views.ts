import {
  type BulkCounts,
  type BulkRowDto,
  type BulkRowState,
  type BulkState,
  type BulkSummary,
  bulkRowStates,
} from "#core/contracts/bulk.ts";
import { type CommandState } from "#core/contracts/commands.ts";
import { money } from "#core/money.ts";
import { type CommandRow, type PersonLine, personDto } from "../commands/index.ts";
import { type BulkParams, readBulkParams } from "./bulk-params.ts";
import type { RowRead } from "./bulk-reads.repo.ts";
import type { BulkRunRow } from "./bulk-runs.repo.ts";
import { totalsOf } from "./dry-run.policy.ts";

const NOT_YET: ReadonlySet<CommandState> = new Set(["pending_approval", "held", "executing"]);

/** How a bulk stands: by its run, and before that by its command. */
export function bulkStateOf(command: CommandRow, run: BulkRunRow | null): BulkState {
  if (run === null) return NOT_YET.has(command.state) ? "asked" : "ended";
  if (run.state === "running" && run.canary) return "canary";
  const states = ["waiting", "running", "paused", "stopped", "finished"] as const;
  return states.find((state) => state === run.state) ?? "ended";
}

/** A bulk for lists. */
export function bulkSummary(
  command: CommandRow,
  known: {
    readonly run: BulkRunRow | null;
    readonly counted: readonly { readonly state: BulkRowState; readonly count: number }[];
    readonly people: ReadonlyMap<string, PersonLine>;
  },
): BulkSummary {
  const { reason, rows } = readBulkParams(command);
  const { run, counted, people } = known;
  const state = bulkStateOf(command, run);
  return {
    id: command.id,
    state,
    commandState: command.state,
    requester: personDto(command.requesterId, people),
    createdAt: command.createdAt,
    startedAt: run?.startedAt ?? null,
    endedAt: run?.endedAt ?? null,
    reason,
    note: command.note,
    totals: totalsOf(rows.map(({ amount, currency }) => ({ amount: money(amount, currency) }))),
    rows: rows.length,
    counts: countsOf(run === null ? [{ state: untouched(state), count: rows.length }] : counted),
  };
}

/** What rows are whose run never began. */
export function untouched(state: BulkState): BulkRowState {
  return state === "ended" ? "withdrawn" : "waiting";
}

function countsOf(
  counted: readonly { readonly state: BulkRowState; readonly count: number }[],
): BulkCounts {
  const found = new Map(counted.map(({ state, count }) => [state, count]));
  return Object.fromEntries(
    bulkRowStates.map((state) => [state, found.get(state) ?? 0]),
  ) as BulkCounts;
}

/** A row of a run. */
export function bulkRowDto(row: RowRead): BulkRowDto {
  const { amount, currency, ...rest } = row;
  return { ...rest, id: `${row.n}`, amount: { amountMinor: amount, currency } };
}

/** A row of a list whose run has not begun, or never will. */
export function signedRowDto(row: BulkParams["rows"][number], state: BulkRowState): BulkRowDto {
  const { n, payment, charge, amount, currency } = row;
  return {
    id: `${n}`,
    n,
    paymentId: payment,
    chargeId: charge,
    amount: { amountMinor: amount, currency },
    state,
    why: null,
    detail: null,
    commandId: null,
    refundId: null,
  };
}
