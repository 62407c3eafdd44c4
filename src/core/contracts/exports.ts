import * as z from "zod/mini";
import { lineFilterSchema } from "./bank-statements.ts";
import { journalFilterSchema } from "./ledger.ts";
import { paymentFilterSchema } from "./payments.ts";
import { payoutFilterSchema } from "./payouts.ts";
import { breakFilterSchema } from "./reconciliation.ts";
import { cursorSchema, personSchema, uuidSchema } from "./shared.ts";

/** The kinds of files that leave the console, and in which formats each can be had. */
export const EXPORT_KINDS = {
  journals: { title: "Journals", formats: ["csv", "quickbooks", "xero", "netsuite"] },
  "trial-balance": { title: "Trial balance", formats: ["csv"] },
  "balance-transactions": { title: "Balance transactions", formats: ["csv"] },
  payments: { title: "Payments", formats: ["csv"] },
  payouts: { title: "Payouts", formats: ["csv"] },
  "payout-lines": { title: "Payout lines", formats: ["csv"] },
  breaks: { title: "Breaks", formats: ["csv"] },
  reconciliations: { title: "Reconciliation results", formats: ["csv"] },
  "bank-lines": { title: "Bank lines", formats: ["csv"] },
  "bulk-rows": { title: "Rows of bulks", formats: ["csv"] },
} as const satisfies Record<
  string,
  { readonly title: string; readonly formats: readonly ExportFormat[] }
>;
export type ExportKind = keyof typeof EXPORT_KINDS;

/**
 * What reads the file. `oneCurrency`: its journals cannot say their currency, so a file holds one. `maxLines`: what it takes
 * in one file (Xero: https://help.xero.com/nz/ManualJournalsImport); null where no limit is documented.
 */
export const EXPORT_FORMATS = {
  csv: { title: "CSV", oneCurrency: false, maxLines: null },
  quickbooks: { title: "QuickBooks Online", oneCurrency: true, maxLines: null },
  xero: { title: "Xero", oneCurrency: true, maxLines: 300 },
  netsuite: { title: "NetSuite", oneCurrency: false, maxLines: null },
} as const;
export type ExportFormat = "csv" | "quickbooks" | "xero" | "netsuite";

const DAY_MS = 86_400_000;

const isDay = (text: string): boolean => {
  const time = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
};

const daySchema = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/), z.refine(isDay));

/** An instant as text: a request travels as a form and is kept as JSON. */
const instants = { from: z.optional(z.iso.datetime()), to: z.optional(z.iso.datetime()) };

/** A list with its filters as somebody has it on screen. */
const listedSchema = z.discriminatedUnion("of", [
  z.extend(paymentFilterSchema, { of: z.literal("payments"), ...instants }),
  z.extend(payoutFilterSchema, { of: z.literal("payouts") }),
  z.extend(journalFilterSchema, { of: z.literal("journals"), ...instants }),
  z.extend(breakFilterSchema, { of: z.literal("breaks") }),
  z.extend(lineFilterSchema, { of: z.literal("bank-lines") }),
  z.object({ of: z.literal("bulk-rows"), bulkId: uuidSchema }),
]);
export type ListedExport = z.infer<typeof listedSchema>;

/** Every day that a row may be of: a list that is exported as it stands has its own limits, and no others. */
export const EVERY_DAY = { from: "1970-01-01", to: "9998-12-31" } as const;

const plainExport = z.object({
  kind: z.enum(Object.keys(EXPORT_KINDS) as [ExportKind, ...ExportKind[]]),
  format: z._default(z.enum(["csv", "quickbooks", "xero", "netsuite"]), "csv"),
  /** First and last day, both inside, UTC. */
  from: daySchema,
  to: daySchema,
  /** Journals only: every leg, or the sums of each day and account. */
  detail: z._default(z.enum(["lines", "daily"]), "lines"),
  currency: z.optional(z.string().check(z.regex(/^[a-z]{3}$/))),
  /** Xero only: the name of the tax rate without tax, as the organisation spells it. */
  taxRate: z._default(z.string().check(z.trim(), z.minLength(1), z.maxLength(50)), "Tax Exempt"),
  /** Exactly the rows of a list with these filters, of every day; without it, those of the days from first to last. */
  list: z.optional(listedSchema),
  /** Begins the file with a byte order mark, by which Excel knows that it is UTF-8. */
  byteOrderMark: z._default(z.boolean(), false),
});

/** What somebody asks to export. */
export const exportRequestSchema = plainExport.check(
  z.refine(({ from, to }) => from <= to, { path: ["to"] }),
  z.refine(
    ({ kind, format }) => (EXPORT_KINDS[kind].formats as readonly ExportFormat[]).includes(format),
    { path: ["format"] },
  ),
  z.refine(
    ({ format, currency }) => !EXPORT_FORMATS[format].oneCurrency || currency !== undefined,
    {
      path: ["currency"],
    },
  ),
  z.refine((request) => request.list === undefined || isAsListed(request), { path: ["list"] }),
);

/** Nothing else limits the rows, and their list is of the same kind. */
function isAsListed(request: z.infer<typeof plainExport>): boolean {
  const { kind, list, from, to, currency, format, detail } = request;
  const isWhole = from === EVERY_DAY.from && to === EVERY_DAY.to && currency === undefined;
  return list?.of === kind && isWhole && format === "csv" && detail === "lines";
}

export type ExportRequest = z.infer<typeof exportRequestSchema>;

/** The same with the id that the browser made, by which it asks how the file came along. */
export const startExportInput = z.object({ id: uuidSchema, request: exportRequestSchema });

/** The span of a request as instants: `until` is excluded. */
export function spanOf({ from, to }: Pick<ExportRequest, "from" | "to">): {
  since: Date;
  until: Date;
} {
  const last = new Date(`${to}T00:00:00.000Z`);
  return {
    since: new Date(`${from}T00:00:00.000Z`),
    until: new Date(last.getTime() + DAY_MS),
  };
}

const exportRecordSchema = z.object({
  id: z.string(),
  kind: z.string(),
  format: z.string(),
  filters: exportRequestSchema,
  /** Null when the command line asked for it. */
  requestedBy: z.nullable(personSchema),
  requestedAt: z.date(),
  finishedAt: z.nullable(z.date()),
  rows: z.nullable(z.bigint()),
  bytes: z.nullable(z.bigint()),
  /** SHA-256 of the bytes that were sent, in hex. */
  sha256: z.nullable(z.string()),
  state: z.enum(["streaming", "finished", "broken"]),
});
export type ExportRecord = z.infer<typeof exportRecordSchema>;

export const listExportsInput = z.object({ cursor: z.optional(cursorSchema) });
export const listExportsOutput = z.object({
  rows: z.array(exportRecordSchema),
  nextCursor: z.nullable(z.string()),
});

export const getExportInput = z.object({ id: uuidSchema });
/** Null until its first byte was sent. */
export const getExportOutput = z.nullable(exportRecordSchema);

export const estimateExportOutput = z.object({
  rows: z.bigint(),
  columns: z.array(z.string()),
  /** Months of the span that can still change, "2026-10". */
  openMonths: z.array(z.string()),
  /** Accounts that have no name of their own in the system yet; the lines carry our words. */
  unmapped: z.array(z.string()),
  withoutPersonalData: z.boolean(),
});

export type ExportEstimate = z.infer<typeof estimateExportOutput>;

export const exportChoicesOutput = z.object({
  baseCurrency: z.string(),
  currencies: z.array(z.string()),
});

export const exportAccountsInput = z.object({ format: z.enum(["quickbooks", "xero", "netsuite"]) });
const exportAccountSchema = z.object({
  code: z.string(),
  label: z.string(),
  currency: z.string(),
  /** Its name in the system; null where nobody has said. */
  external: z.nullable(z.string()),
  /** What the lines carry without a name. */
  fallback: z.string(),
});
export type ExportAccount = z.infer<typeof exportAccountSchema>;
export const exportAccountsOutput = z.object({ accounts: z.array(exportAccountSchema) });

export const mapExportAccountInput = z.object({
  format: z.enum(["quickbooks", "xero", "netsuite"]),
  code: z.string().check(z.maxLength(120)),
  currency: z.string().check(z.regex(/^[a-z]{3}$/)),
  /** Empty to go back to our words. It cannot begin like a formula, as the file would then carry an apostrophe. */
  external: z.string().check(z.trim(), z.maxLength(100), z.regex(/^(?![=+\-@])/)),
});
export const mapExportAccountOutput = z.object({ external: z.nullable(z.string()) });
