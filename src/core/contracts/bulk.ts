import * as z from "zod/mini";
import { booksPreviewSchema } from "./books-changes.ts";
import { commandStates, commandSummarySchema } from "./commands.ts";
import { refundReasons } from "./refunds.ts";
import {
  cursorSchema,
  moneySchema,
  noteSchema,
  pageSizeSchema,
  personSchema,
  uuidSchema,
} from "./shared.ts";

/**
 * What one bulk may have, whatever the policy allows: so many rows, of which so many are sent before a person lets the rest
 * go, and so many of which are under way at once, of all bulks together.
 */
export const BULK_LIMITS = { rows: 500, canary: 3, underWay: 4, characters: 60_000 } as const;

/** Why a line is not in a bulk, or a row of it was not sent. */
export const bulkWhys = [
  "not_understood",
  "unknown",
  "repeated",
  "other_charge",
  "not_refundable",
  "connected",
  "disputed",
  "currency",
  "amount",
  "nothing_left",
  "too_much",
  "policy",
  "changed",
  "requester_gone",
] as const;
export type BulkWhy = (typeof bulkWhys)[number];

/** The same in words, for screens and files. */
export const BULK_WHY_WORDS: Readonly<Record<BulkWhy, string>> = {
  not_understood: "Not understood",
  unknown: "This account has no such payment",
  repeated: "Named before in this list",
  other_charge: "An attempt that was not paid",
  not_refundable: "Not paid, or not captured",
  connected: "Passed on to a connected account: refund it by itself",
  disputed: "Disputed: Stripe takes no refund of it",
  currency: "The payment is in another currency",
  amount: "No amount of this currency",
  nothing_left: "Nothing is left to refund",
  too_much: "More than is left to refund",
  policy: "The policy forbids it",
  changed: "The payment stands otherwise than when the list was signed",
  requester_gone: "Who asked for the bulk may no longer do so",
};

const list = {
  /** As it was pasted: ids of payments or charges, or CSV with amounts. */
  text: z.string().check(z.maxLength(BULK_LIMITS.characters)),
  reason: z.enum(refundReasons),
};

export const previewBulkInput = z.object({ commandId: uuidSchema, ...list });
export type PreviewBulkInput = z.infer<typeof previewBulkInput>;

export const requestBulkInput = z.object({
  /** Made in the browser when the person formed the intent. */
  commandId: uuidSchema,
  ...list,
  note: noteSchema,
  /** Each total as the person typed it: "1234.50 EUR". */
  typed: z.array(z.string().check(z.maxLength(60))).check(z.maxLength(50)),
  previewHash: z.string().check(z.length(64)),
});
export type RequestBulkInput = z.infer<typeof requestBulkInput>;

const totalSchema = z.object({ amount: moneySchema, rows: z.int() });
export type BulkTotal = z.infer<typeof totalSchema>;

/** One pasted row and what becomes of it: in the bulk with its amount, or not, and why. */
const dryRunRowSchema = z.object({
  /** Of the pasted text, from 1. */
  line: z.int(),
  /** As it was pasted, shortened. */
  id: z.string(),
  paymentId: z.nullable(z.string()),
  amount: z.nullable(moneySchema),
  why: z.nullable(z.enum(bulkWhys)),
  detail: z.nullable(z.string()),
});
export type DryRunRow = z.infer<typeof dryRunRowSchema>;

export const dryRunSchema = z.object({
  rows: z.array(dryRunRowSchema),
  totals: z.array(totalSchema),
  included: z.int(),
  excluded: z.int(),
  notUnderstood: z.int(),
  /** Null where nothing is in the bulk. */
  preview: z.nullable(booksPreviewSchema),
});
export type DryRun = z.infer<typeof dryRunSchema>;

/** How the run of a bulk stands; `asked` until it was signed and carried out, `ended` where it never began. */
export const bulkStates = [
  "asked",
  "canary",
  "waiting",
  "running",
  "paused",
  "stopped",
  "finished",
  "ended",
] as const;
export type BulkState = (typeof bulkStates)[number];

/**
 * What became of a row. `sending`: at Stripe or about to be; `signing`: needs a signature of its own; `unclear`: sent, and
 * nobody knows yet; `pending`: Stripe has it and the money is on its way; `done`: refunded; `failed`: it came to nothing.
 */
export const bulkRowStates = [
  "waiting",
  "sending",
  "signing",
  "unclear",
  "pending",
  "done",
  "failed",
  "refused",
  "withdrawn",
] as const;
export type BulkRowState = (typeof bulkRowStates)[number];

const countsSchema = z.record(z.enum(bulkRowStates), z.int());
export type BulkCounts = z.infer<typeof countsSchema>;

const bulkSummarySchema = z.object({
  id: z.string(),
  state: z.enum(bulkStates),
  /** Of its command: what became of the request for it. */
  commandState: z.enum(commandStates),
  requester: personSchema,
  createdAt: z.date(),
  startedAt: z.nullable(z.date()),
  endedAt: z.nullable(z.date()),
  reason: z.enum(refundReasons),
  note: z.nullable(z.string()),
  totals: z.array(totalSchema),
  rows: z.int(),
  counts: countsSchema,
});
export type BulkSummary = z.infer<typeof bulkSummarySchema>;

export const bulkListInput = z.object({ cursor: z.optional(cursorSchema), limit: pageSizeSchema });
export const bulkListOutput = z.object({
  rows: z.array(bulkSummarySchema),
  nextCursor: z.nullable(z.string()),
});

export const bulkRefInput = z.object({ bulkId: uuidSchema });

export const bulkDetailSchema = z.extend(bulkSummarySchema, {
  command: commandSummarySchema,
  /** What the reader may do now, and why not. */
  canControl: z.boolean(),
  /** Refunded so far, and what a stop would take back, by currency. */
  refunded: z.array(totalSchema),
  rest: z.array(totalSchema),
  /** Lines of the paste that are not in it. */
  leftOut: z.array(z.object({ line: z.int(), id: z.nullable(z.string()), why: z.enum(bulkWhys) })),
});
export type BulkDetail = z.infer<typeof bulkDetailSchema>;

export const bulkRowsInput = z.object({
  bulkId: uuidSchema,
  state: z.optional(z.enum(bulkRowStates)),
  cursor: z.optional(cursorSchema),
  limit: pageSizeSchema,
});

const bulkRowSchema = z.object({
  /** Its place in the list, as a key. */
  id: z.string(),
  n: z.int(),
  paymentId: z.string(),
  chargeId: z.string(),
  amount: moneySchema,
  state: z.enum(bulkRowStates),
  why: z.nullable(z.enum(bulkWhys)),
  /** Figures, or what Stripe said. */
  detail: z.nullable(z.string()),
  commandId: z.nullable(z.string()),
  refundId: z.nullable(z.string()),
});
export type BulkRowDto = z.infer<typeof bulkRowSchema>;

export const bulkRowsOutput = z.object({
  rows: z.array(bulkRowSchema),
  nextCursor: z.nullable(z.string()),
});
