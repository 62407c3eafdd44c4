import { refuseFile } from "./parsed-statement.ts";

/** A logical record: its physical lines joined, how many those were, and the line it begins on. */
export interface BaiRecord {
  readonly code: string;
  /** Everything behind the code, without the closing slash. */
  readonly body: string;
  readonly lines: number;
  readonly line: number;
}

const CODES = new Set(["01", "02", "03", "16", "49", "98", "99"]);

/**
 * Splits a BAI2 file into logical records. A line that ends with a slash ends at a field, so that its continuation (88)
 * goes on with the next field; without one a text goes on. Source: BAI "Cash Management Balance Reporting
 * Specifications, Version 2". Throws FILE_NOT_UNDERSTOOD.
 */
export function baiRecords(text: string): BaiRecord[] {
  const records: { code: string; body: string; lines: number; line: number; open: boolean }[] = [];
  for (const [at, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const row = raw.trimEnd();
    if (row === "") continue;
    const [code, rest] = [row.slice(0, 2), row.slice(3)];
    const open = !rest.endsWith("/");
    const body = open ? rest : rest.slice(0, -1);
    const last = records.at(-1);
    if (code === "88" && last) {
      last.body += (last.open ? " " : ",") + body;
      last.lines += 1;
      last.open = open;
    } else if (CODES.has(code) && row[2] === ",") {
      records.push({ code, body, lines: 1, line: at + 1, open });
    } else refuseFile("bai2", `line ${at + 1}`, "not a BAI2 record");
  }
  return records.map(({ code, body, lines, line }) => ({ code, body, lines, line }));
}

/** The fields of a record from left to right. */
export class FieldReader {
  private rest: readonly string[];
  private readonly record: BaiRecord;

  constructor(record: BaiRecord) {
    this.record = record;
    this.rest = record.body.split(",");
  }

  get isAtEnd(): boolean {
    return this.rest.length === 0;
  }

  /** The next field, empty where the record ended or the bank left it out. */
  next(): string {
    const [field = "", ...rest] = this.rest;
    this.rest = rest;
    return field.trim();
  }

  /** A whole number, signed where the bank signs it; null for an empty field. Throws FILE_NOT_UNDERSTOOD. */
  number(what: string): bigint | null {
    const field = this.next();
    if (field === "") return null;
    if (!/^[+-]?\d{1,18}$/.test(field)) this.refuse(`${what} is not a whole number`);
    return BigInt(field.replace("+", ""));
  }

  /** All that is left, commas included: the text of a transaction. */
  remainder(): string {
    const text = this.rest.join(",");
    this.rest = [];
    return text.trim();
  }

  refuse(problem: string): never {
    refuseFile("bai2", `line ${this.record.line}, record ${this.record.code}`, problem);
  }
}
