import type { ExportRequest } from "#core/contracts/exports.ts";
import type { Permission } from "#core/permissions.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type Column, headerLine, rowLines } from "./csv-encoding.ts";

/** What a source reads with. */
export type Reading = Pick<Runtime, "db" | "scope" | "clock">;

/** Where the rows of one kind of file come from. */
export interface ExportSource<Row> {
  /** What else than `export:create` one must hold. */
  readonly permission: Permission;
  readonly columns: readonly Column<Row>[];
  /** How many rows it will be, for the person who asks. */
  readonly count: (reading: Reading, request: ExportRequest) => Promise<bigint>;
  /** The rows in batches that are read when they are asked for, so that no more than one is held. */
  readonly rows: (reading: Reading, request: ExportRequest) => AsyncIterable<readonly Row[]>;
}

/** A source that has forgotten the type of its rows: lines of text come out. */
export interface LineSource {
  readonly permission: Permission;
  /** The headers of the columns; without personal ones unless `personal`. */
  readonly headers: (personal: boolean) => readonly string[];
  readonly count: (reading: Reading, request: ExportRequest) => Promise<bigint>;
  readonly lines: (
    reading: Reading,
    request: ExportRequest,
    personal: boolean,
  ) => AsyncIterable<{ readonly text: string; readonly rows: number }>;
}

/** Wraps a source so that sources of different rows stand in one registry. */
export function lineSource<Row>(source: ExportSource<Row>): LineSource {
  const columnsFor = (personal: boolean) =>
    source.columns.filter((column) => personal || column.personal !== true);
  return {
    permission: source.permission,
    headers: (personal) => columnsFor(personal).map(({ header }) => header),
    count: source.count,
    lines: (reading, request, personal) =>
      writeLines(source, columnsFor(personal), reading, request),
  };
}

async function* writeLines<Row>(
  source: ExportSource<Row>,
  columns: readonly Column<Row>[],
  reading: Reading,
  request: ExportRequest,
): AsyncGenerator<{ text: string; rows: number }> {
  yield { text: headerLine(columns), rows: 0 };
  for await (const batch of source.rows(reading, request)) {
    yield { text: rowLines(columns, batch), rows: batch.length };
  }
}

/** Reads page after page until one is empty; `read` gets the last row of the page before. */
export async function* inBatches<Row>(
  read: (after: Row | null) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  let after: Row | null = null;
  for (;;) {
    const batch: readonly Row[] = await read(after);
    const last = batch.at(-1);
    if (last === undefined) return;
    yield batch;
    after = last;
  }
}

/** Rows a batch: what one statement reads, and what is held at once. */
export const BATCH_ROWS = 1_000;
