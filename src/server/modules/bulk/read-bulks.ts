import type * as z from "zod/mini";
import type {
  BulkDetail,
  bulkListInput,
  bulkListOutput,
  bulkRowsInput,
  bulkRowsOutput,
} from "#core/contracts/bulk.ts";
import { DomainError } from "#core/errors.ts";
import { isPermitted } from "#core/permissions.ts";
import type { Actor } from "#core/roles.ts";
import { cursorAt, readCursor } from "#server/platform/db/keyset-cursor.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type CommandRow, findCommand, findPeople, summarise } from "../commands/index.ts";
import { bulkRowDto, bulkStateOf, bulkSummary, signedRowDto, untouched } from "./bulk.views.ts";
import { readBulkParams } from "./bulk-params.ts";
import { countRows, findBulks, findRows, findRuns, sumRows } from "./bulk-reads.repo.ts";

/** One page of bulks, newest first. Throws INVALID_INPUT for a cursor that is not ours. */
export async function listBulks(
  runtime: Runtime,
  { cursor, limit }: z.infer<typeof bulkListInput>,
): Promise<z.infer<typeof bulkListOutput>> {
  const { db, scope } = runtime;
  const found = await findBulks(db, scope, { after: readCursor(cursor), limit });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: await summariesOf(runtime, page),
    nextCursor:
      found.length > limit && last ? cursorAt(last.createdAt, last.id.replaceAll("-", "")) : null,
  };
}

async function summariesOf({ db }: Runtime, commands: readonly CommandRow[]) {
  const ids = commands.map(({ id }) => id);
  const [runs, counted, people] = await Promise.all([
    findRuns(db, ids),
    countRows(db, ids),
    findPeople(
      db,
      commands.map(({ requesterId }) => requesterId),
    ),
  ]);
  return commands.map((command) =>
    bulkSummary(command, {
      run: runs.get(command.id) ?? null,
      counted: counted.filter(({ bulkId }) => bulkId === command.id),
      people,
    }),
  );
}

/** A bulk with its command, its figures, and what the reader may do. Throws NOT_FOUND. */
export async function getBulk(runtime: Runtime, actor: Actor, bulkId: string): Promise<BulkDetail> {
  const command = await demandBulk(runtime, bulkId);
  const [[summary], sums, commandSummary] = await Promise.all([
    summariesOf(runtime, [command]),
    sumRows(runtime.db, bulkId),
    summarise(runtime, actor, command),
  ]);
  if (!summary) throw new DomainError("NOT_FOUND", { bulkId });
  return {
    ...summary,
    command: commandSummary,
    canControl: isPermitted(actor.role, "bulk:control"),
    refunded: totalsIn(sums, "refunded"),
    rest: totalsIn(sums, "rest"),
    leftOut: readBulkParams(command).leftOut,
  };
}

function totalsIn(sums: Awaited<ReturnType<typeof sumRows>>, wanted: "refunded" | "rest") {
  return sums
    .filter(({ which }) => which === wanted)
    .map(({ currency, amount, rows }) => ({ amount: { amountMinor: amount, currency }, rows }));
}

async function demandBulk({ db, scope }: Runtime, bulkId: string): Promise<CommandRow> {
  const command = await findCommand(db, scope, bulkId);
  if (command?.kind !== "bulk") throw new DomainError("NOT_FOUND", { bulkId });
  return command;
}

/** One page of a bulk's rows in the order of its list. Throws NOT_FOUND, INVALID_INPUT for a cursor that is not ours. */
export async function listBulkRows(
  runtime: Runtime,
  { bulkId, state, cursor, limit }: z.infer<typeof bulkRowsInput>,
): Promise<z.infer<typeof bulkRowsOutput>> {
  const command = await demandBulk(runtime, bulkId);
  const after = readPlace(cursor);
  const run = (await findRuns(runtime.db, [bulkId])).get(bulkId) ?? null;
  const found =
    run === null
      ? signedRows(command, state ?? null, after)
      : (await findRows(runtime.db, bulkId, { state: state ?? null, after, limit })).map(
          bulkRowDto,
        );
  const rows = found.slice(0, limit);
  return { rows, nextCursor: found.length > limit ? `${rows.at(-1)?.n ?? 0}` : null };
}

/** Before its run, a bulk is what was asked for. */
function signedRows(command: CommandRow, wanted: string | null, after: number) {
  const state = untouched(bulkStateOf(command, null));
  if (wanted !== null && wanted !== state) return [];
  const { rows } = readBulkParams(command);
  return rows.filter(({ n }) => n > after).map((row) => signedRowDto(row, state));
}

function readPlace(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (!/^\d{1,6}$/.test(cursor)) throw new DomainError("INVALID_INPUT", { field: "cursor" });
  return Number(cursor);
}
