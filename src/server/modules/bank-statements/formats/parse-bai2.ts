import { type BaiAccount, readAccount } from "./bai2-account.ts";
import { type BaiRecord, baiRecords, FieldReader } from "./bai2-records.ts";
import { shortDay } from "./calendar-day.ts";
import { type ParsedStatement, refuseFile } from "./parsed-statement.ts";

const GROUP_STATUS_USABLE = new Set(["1", "3"]);

/**
 * Reads BAI2 reports: file (01), groups (02), accounts (03) with transactions (16), and checks every control total and
 * count of 49, 98 and 99. Amounts have no decimal mark, the currency implies it.
 * Source: BAI "Cash Management Balance Reporting Specifications, Version 2". Throws FILE_NOT_UNDERSTOOD.
 */
export function parseBai2(text: string): ParsedStatement[] {
  const records = baiRecords(text);
  const [head, ...rest] = records;
  if (head?.code !== "01") refuseFile("bai2", "line 1", "a file begins with record 01");
  const fileId = readFileId(head);
  const statements: ParsedStatement[] = [];
  let at = 0;
  let control = 0n;
  let groups = 0;
  while (rest[at]?.code === "02") {
    const end = rest.findIndex(({ code }, index) => index > at && code === "98");
    if (end < 0)
      refuseFile("bai2", `line ${rest[at]?.line ?? 1}`, "its group has no end (record 98)");
    const group = readGroup(rest.slice(at, end + 1), fileId);
    statements.push(...group.statements);
    control += group.control;
    groups += 1;
    at = end + 1;
  }
  checkFileEnd(rest.slice(at), { control, groups, lines: linesOf(records) });
  return statements;
}

function readFileId(head: BaiRecord): string {
  const fields = new FieldReader(head);
  const [, , created = "", , id = ""] = Array.from({ length: 5 }, () => fields.next());
  return `${created}-${id}`;
}

function linesOf(records: readonly BaiRecord[]): bigint {
  return records.reduce((sum, { lines }) => sum + BigInt(lines), 0n);
}

function checkFileEnd(
  tail: readonly BaiRecord[],
  counted: { control: bigint; groups: number; lines: bigint },
): void {
  const [end, extra] = tail;
  if (end?.code !== "99") refuseFile("bai2", "the end", "the file is cut off: it has no record 99");
  if (extra) refuseFile("bai2", `line ${extra.line}`, "something follows the end of the file");
  const fields = new FieldReader(end);
  expectEqual(fields, "control total", counted.control);
  expectEqual(fields, "number of groups", BigInt(counted.groups));
  expectEqual(fields, "number of records", counted.lines);
}

/** A total as the bank wrote it must be what its records add up to. */
function expectEqual(fields: FieldReader, what: string, counted: bigint): void {
  const said = fields.number(`its ${what}`);
  if (said !== null && said !== counted) {
    fields.refuse(`its ${what} is ${said}, but the records make ${counted}`);
  }
}

interface Group {
  readonly statements: readonly ParsedStatement[];
  readonly control: bigint;
}

function readGroup(records: readonly BaiRecord[], fileId: string): Group {
  const [head, ...inside] = records;
  const end = inside.pop();
  if (!(head && end)) refuseFile("bai2", "the group", "it is empty");
  const { asOf, currency } = readGroupHead(head);
  const accounts: BaiAccount[] = [];
  for (let at = 0; at < inside.length; ) {
    const close = inside.findIndex(({ code }, index) => index >= at && code === "49");
    if (inside[at]?.code !== "03" || close < 0) {
      refuseFile(
        "bai2",
        `line ${inside[at]?.line ?? head.line}`,
        "an account begins with 03 and ends with 49",
      );
    }
    const own = inside.slice(at, close + 1);
    const account = readAccount(own, { asOf, currency, reference: `${fileId}/${asOf}` });
    const fields = new FieldReader(own.at(-1) ?? head);
    expectEqual(fields, "control total", account.control);
    expectEqual(fields, "number of records", linesOf(own));
    accounts.push(account);
    at = close + 1;
  }
  const control = accounts.reduce((sum, account) => sum + account.control, 0n);
  const fields = new FieldReader(end);
  expectEqual(fields, "control total", control);
  expectEqual(fields, "number of accounts", BigInt(accounts.length));
  expectEqual(fields, "number of records", linesOf(records));
  return { statements: accounts.map(({ statement }) => statement), control };
}

function readGroupHead(head: BaiRecord): { asOf: string; currency: string } {
  const fields = new FieldReader(head);
  fields.next();
  fields.next();
  const status = fields.next();
  if (!GROUP_STATUS_USABLE.has(status))
    fields.refuse("its status is neither update (1) nor correction (3)");
  const asOf = shortDay(fields.next()) ?? fields.refuse("its as-of day cannot be");
  fields.next();
  return { asOf, currency: fields.next().toLowerCase() || "usd" };
}
