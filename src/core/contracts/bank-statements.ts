import * as z from "zod/mini";
import { cursorSchema, moneySchema, pageSizeSchema, uuidSchema } from "./shared.ts";

/** Ways in which banks write a day in CSV. */
export const CSV_DATE_FORMATS = [
  "yyyy-mm-dd",
  "yyyy/mm/dd",
  "yyyymmdd",
  "dd.mm.yyyy",
  "dd-mm-yyyy",
  "dd/mm/yyyy",
  "mm/dd/yyyy",
] as const;
export type CsvDateFormat = (typeof CSV_DATE_FORMATS)[number];

const column = z.string().check(z.minLength(1), z.maxLength(200));
const optionalColumn = z.nullable(column);

/** How the columns of a bank's CSV file are read; columns by the name in its header. */
export const csvMappingSchema = z.object({
  delimiter: z.enum([",", ";", "\t", "|"]),
  /** Row of the header, counted from 0 without empty lines; null without a header. */
  headerRow: z.nullable(z.int().check(z.minimum(0), z.maximum(50))),
  bookedOn: optionalColumn,
  valueOn: optionalColumn,
  dateFormat: z.nullable(z.enum(CSV_DATE_FORMATS)),
  /** One signed amount, or one without sign whose side another column tells; else debit and credit apart. */
  amount: optionalColumn,
  side: optionalColumn,
  debit: optionalColumn,
  credit: optionalColumn,
  decimalMark: z.enum([".", ","]),
  currency: optionalColumn,
  reference: optionalColumn,
  description: z.array(column).check(z.maxLength(5)),
  counterparty: optionalColumn,
  externalId: optionalColumn,
});
export type CsvMapping = z.infer<typeof csvMappingSchema>;

/** What a mapping must still say before lines can be read. */
export function missingInMapping(mapping: CsvMapping): string[] {
  const hasAmount = mapping.amount !== null || mapping.debit !== null || mapping.credit !== null;
  return [
    ...(mapping.bookedOn === null ? ["booked day"] : []),
    ...(mapping.dateFormat === null ? ["how days are written"] : []),
    ...(hasAmount ? [] : ["amount"]),
  ];
}

/** A calendar day, `2026-11-20`: what banks book by has no time and no zone. */
const daySchema = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

const bankAccountSchema = z.object({
  id: uuidSchema,
  label: z.string(),
  last4: z.string(),
  currency: z.string(),
});
export type BankAccountDto = z.infer<typeof bankAccountSchema>;
export const listBankAccountsOutput = z.object({ accounts: z.array(bankAccountSchema) });

const statementSchema = z.object({
  id: uuidSchema,
  account: bankAccountSchema,
  format: z.string(),
  fileName: z.string(),
  reference: z.string(),
  fromDate: z.nullable(daySchema),
  toDate: z.nullable(daySchema),
  opening: z.nullable(moneySchema),
  closing: z.nullable(moneySchema),
  lines: z.int(),
  added: z.int(),
  amended: z.int(),
  importedBy: z.string(),
  importedAt: z.date(),
});
export type StatementDto = z.infer<typeof statementSchema>;

const page = { cursor: z.optional(cursorSchema), limit: pageSizeSchema };
export const listStatementsInput = z.object({ ...page });
export const listStatementsOutput = z.object({
  rows: z.array(statementSchema),
  nextCursor: z.nullable(z.string()),
});

export const LINE_STATES = ["unmatched", "matched", "amended"] as const;
export type LineState = (typeof LINE_STATES)[number];

const bankLineSchema = z.object({
  id: uuidSchema,
  account: bankAccountSchema,
  bookedOn: daySchema,
  valueOn: daySchema,
  /** Signed: money in is positive. */
  amount: moneySchema,
  reference: z.nullable(z.string()),
  description: z.string(),
  counterparty: z.nullable(z.string()),
  traceId: z.nullable(z.string()),
  amended: z.int(),
  /** The payout it was matched with, or null. */
  payoutId: z.nullable(z.string()),
});
export type BankLineDto = z.infer<typeof bankLineSchema>;

/** What the list is filtered by. */
export const lineFilterSchema = z.object({
  query: z.optional(z.string().check(z.trim(), z.maxLength(100))),
  state: z.optional(z.array(z.enum(LINE_STATES))),
  statementId: z.optional(uuidSchema),
});

export const listLinesInput = z.extend(lineFilterSchema, {
  ...page,
});
export const listLinesOutput = z.object({
  rows: z.array(bankLineSchema),
  nextCursor: z.nullable(z.string()),
});

/** One field that a later statement told differently. */
const changeSchema = z.object({ field: z.string(), before: z.string(), after: z.string() });

export const getLineInput = z.object({ lineId: uuidSchema });
export const bankLineDetailSchema = z.object({
  line: bankLineSchema,
  /** What else the bank said, in the words of the format. */
  details: z.array(z.object({ name: z.string(), text: z.string() })),
  statement: z.object({ id: uuidSchema, fileName: z.string(), reference: z.string() }),
  amendments: z.array(
    z.object({
      id: z.string(),
      at: z.date(),
      fileName: z.string(),
      changes: z.array(changeSchema),
    }),
  ),
});
export type BankLineDetail = z.infer<typeof bankLineDetailSchema>;

export const proposalSchema = z.object({
  id: uuidSchema,
  method: z.string(),
  /** Percent. */
  confidence: z.int(),
  state: z.enum(["open", "requested", "accepted", "superseded"]),
  commandId: z.nullable(uuidSchema),
  /** Bank less payouts. */
  difference: moneySchema,
  payouts: z.array(
    z.object({
      id: z.string(),
      amount: moneySchema,
      arrivalAt: z.date(),
      traceId: z.nullable(z.string()),
    }),
  ),
  lines: z.array(bankLineSchema),
});
export type ProposalDto = z.infer<typeof proposalSchema>;
export const listProposalsInput = z.object({ ...page });
export const listProposalsOutput = z.object({
  rows: z.array(proposalSchema),
  nextCursor: z.nullable(z.string()),
});

/** Characters of base64 that 10 MiB take. */
const MAX_BASE64 = 14_000_000;

/** For files that do not name their account (CSV), and to name one that is new. */
const targetSchema = z.object({
  /** A known account. */
  bankAccountId: z.optional(uuidSchema),
  /** What people call a new one. */
  label: z.optional(z.string().check(z.trim(), z.maxLength(80))),
  /** IBAN or number of a new account of a CSV file; only its hash and its last four characters are kept. */
  identifier: z.optional(z.string().check(z.trim(), z.maxLength(40))),
  currency: z.optional(z.string().check(z.regex(/^[a-z]{3}$/))),
});
export type ImportTarget = z.infer<typeof targetSchema>;

export const statementFileInput = z.object({
  fileName: z.string().check(z.minLength(1), z.maxLength(255)),
  base64: z.string().check(z.minLength(1), z.maxLength(MAX_BASE64)),
  target: z._default(targetSchema, {}),
  mapping: z.optional(csvMappingSchema),
});

const csvPreviewSchema = z.object({
  columns: z.array(z.string()),
  /** The first rows as they stand in the file, for people who choose columns. */
  sample: z.array(z.array(z.string())),
  mapping: csvMappingSchema,
  missing: z.array(z.string()),
});
export type CsvPreview = z.infer<typeof csvPreviewSchema>;

const previewLineSchema = z.object({
  bookedOn: daySchema,
  amount: moneySchema,
  reference: z.nullable(z.string()),
  description: z.string(),
  counterparty: z.nullable(z.string()),
  state: z.enum(["new", "known", "amended"]),
});

const counts = { lines: z.int(), added: z.int(), known: z.int(), amended: z.int() };
const previewStatementSchema = z.object({
  reference: z.string(),
  /** Null for an account that the import would create. */
  account: z.nullable(bankAccountSchema),
  last4: z.string(),
  currency: z.string(),
  fromDate: z.nullable(daySchema),
  toDate: z.nullable(daySchema),
  opening: z.nullable(moneySchema),
  closing: z.nullable(moneySchema),
  ...counts,
});

/** What an import would do; it has written nothing. */
export const importPreviewSchema = z.object({
  format: z.string(),
  /** The same file was imported before: importing it again changes nothing. */
  alreadyImported: z.boolean(),
  /** An account is new, or a CSV file needs to be told its account. */
  needs: z.array(z.enum(["mapping", "account", "label"])),
  statements: z.array(previewStatementSchema),
  /** The first lines of the file, the amended ones before the others. */
  sample: z.array(previewLineSchema),
  csv: z.nullable(csvPreviewSchema),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

export const importResultSchema = z.object({
  alreadyImported: z.boolean(),
  statements: z.int(),
  ...counts,
});
export type ImportResult = z.infer<typeof importResultSchema>;
