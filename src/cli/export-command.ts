import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type ExportRecord, exportRequestSchema } from "#core/contracts/exports.ts";
import type { CommandLine } from "#server/deps/open-command-line.ts";
import {
  createExport,
  estimateExport,
  getExport,
  newExportId,
} from "#server/modules/exports/index.ts";
import { type Answer, UsageError } from "./answer.ts";

/** What `ledger export` understands. */
export interface ExportOptions {
  readonly json?: boolean;
  readonly format: string;
  readonly from: string;
  readonly to: string;
  readonly summarised?: boolean;
  readonly currency?: string;
  readonly taxRate?: string;
  readonly out?: string;
}

/** `ledger export`: streams the journals of a span out, and tells what was written. A file that broke off is a finding. */
export async function exportBooks(
  { runtime }: CommandLine,
  options: ExportOptions,
): Promise<Answer> {
  if (options.json && options.out === undefined) {
    throw new UsageError(
      "give --out with --json: standard output cannot be both the file and its record",
    );
  }
  const request = requestOf(options);
  const { openMonths } = await estimateExport(runtime, null, request);
  const id = newExportId();
  await writeOut(createExport(runtime, null, { id, request }).bytes, options.out);
  const record = await getExport(runtime, id);
  if (record === null) throw new Error("the export left no record");
  return {
    data: { ...record, openMonths },
    lines: linesOf(record, openMonths),
    finding: record.state !== "finished",
  };
}

function requestOf(options: ExportOptions) {
  const { format, from, to, summarised = false, currency, taxRate } = options;
  const request = exportRequestSchema.safeParse({
    kind: "journals",
    format,
    from,
    to,
    detail: summarised ? "daily" : "lines",
    ...(currency === undefined ? {} : { currency: currency.toLowerCase() }),
    ...(taxRate === undefined ? {} : { taxRate }),
  });
  if (request.success) return request.data;
  const fields = request.error.issues.map(({ path }) => `--${path.join(".")}`);
  if (fields.includes("--currency") && currency === undefined) {
    throw new UsageError(`${format} takes one currency a file: give --currency`);
  }
  throw new UsageError(`cannot be read: ${fields.join(", ")}`);
}

async function writeOut(bytes: AsyncIterable<Uint8Array>, out: string | undefined): Promise<void> {
  if (out === undefined) {
    await pipeline(Readable.from(bytes), process.stdout, { end: false });
    return;
  }
  const file = await open(out, "wx").catch((error: unknown) => {
    throw new UsageError(
      `${out} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  await pipeline(Readable.from(bytes), file.createWriteStream());
}

function linesOf(record: ExportRecord, openMonths: readonly string[]): string[] {
  const { rows, bytes, sha256, state } = record;
  return [
    `${state}: ${rows ?? 0n} rows, ${bytes ?? 0n} bytes, SHA-256 ${sha256 ?? "unknown"}`,
    ...(openMonths.length === 0
      ? []
      : [`not closed yet, so it can still change: ${openMonths.join(", ")}`]),
  ];
}
