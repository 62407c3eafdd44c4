import { CsvError, parse } from "csv-parse/sync";
import { refuseFile } from "./parsed-statement.ts";

/** More columns or characters in a row than any bank writes. */
const MAX_COLUMNS = 200;
const MAX_RECORD_CHARACTERS = 100_000;

/** A row with the line of the file it stands on. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Reads a table by RFC 4180 with any one-character delimiter. Throws FILE_NOT_UNDERSTOOD with the line. */
export function readTable(text: string, delimiter: string, toLine?: number): CsvRow[] {
  try {
    const lines: number[] = [];
    const rows = parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: MAX_RECORD_CHARACTERS,
      on_record: (record: string[], context) => {
        lines.push(context.lines);
        return record;
      },
      ...(toLine === undefined ? {} : { to: toLine }),
    });
    return rows.map((cells, at) => {
      const line = lines[at] ?? at + 1;
      if (cells.length > MAX_COLUMNS) refuseFile("csv", `line ${line}`, "it has too many columns");
      return { line, cells };
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = "lines" in error && typeof error["lines"] === "number" ? error["lines"] : 1;
    return refuseFile(
      "csv",
      `line ${line}`,
      "it is not a table: a quote is out of place or not closed",
    );
  }
}

/** Names of the columns: the header's cells, made unique; without a header `Column 1` and so on. */
export function columnNames(rows: readonly CsvRow[], headerRow: number | null): string[] {
  const width = Math.max(0, ...rows.slice(0, 50).map(({ cells }) => cells.length));
  const header = headerRow === null ? [] : (rows[headerRow]?.cells ?? []);
  const seen = new Map<string, number>();
  return Array.from({ length: width }, (_, at) => {
    const name = header[at]?.trim() || `Column ${at + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
