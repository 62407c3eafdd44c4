import * as z from "zod/mini";
import {
  cursorSchema,
  freshnessSchema,
  moneySchema,
  pageSizeSchema,
  stripeIdSchema,
} from "./shared.ts";

/**
 * By which time the books are read as of an instant: when it happened at Stripe, when we posted it, or the date it counts
 * for in the closing of months.
 */
export const AS_OF_BASES = ["event", "known", "accounting"] as const;
export type AsOfBasis = (typeof AS_OF_BASES)[number];

/** Without `asOf` the books as they are now; `accounting` leaves the instant itself out, the others include it. */
export const listAccountsInput = z.optional(
  z.object({ asOf: z.optional(z.object({ basis: z.enum(AS_OF_BASES), until: z.date() })) }),
);

export const ledgerAccountSchema = z.object({
  id: z.string(),
  code: z.string(),
  label: z.string(),
  class: z.enum(["asset", "liability", "equity", "income", "expense", "clearing"]),
  normalSide: z.enum(["debit", "credit"]),
  /** Debit positive, credit negative. */
  balance: moneySchema,
  entries: z.int(),
});
export type LedgerAccountDto = z.infer<typeof ledgerAccountSchema>;

export const listAccountsOutput = z.object({
  accounts: z.array(ledgerAccountSchema),
  /** Per currency: the sum of all accounts (0 when the books balance) and the comparison with Stripe's own balance. */
  proof: z.array(
    z.object({
      currency: z.string(),
      trialBalance: z.bigint(),
      ledgerPending: z.bigint(),
      ledgerAvailable: z.bigint(),
      stripePending: z.nullable(z.bigint()),
      stripeAvailable: z.nullable(z.bigint()),
      drift: z.nullable(z.bigint()),
      readAt: z.nullable(z.date()),
    }),
  ),
  openBreaks: z.int(),
  freshness: freshnessSchema,
});

const legSchema = z.object({
  accountId: z.string(),
  code: z.string(),
  label: z.string(),
  amount: moneySchema,
});

export const journalSchema = z.object({
  id: z.string(),
  key: z.string(),
  kind: z.string(),
  description: z.string(),
  eventAt: z.date(),
  createdAt: z.date(),
  sourceId: z.string(),
  /** The payment, refund or payout behind it, when known. */
  objectId: z.nullable(z.string()),
  href: z.nullable(z.string()),
  legs: z.array(legSchema),
});
export type JournalDto = z.infer<typeof journalSchema>;

/** What the list is filtered by. */
export const journalFilterSchema = z.object({
  query: z.optional(z.string().check(z.trim(), z.maxLength(255))),
  kind: z.optional(z.array(z.string().check(z.maxLength(40)))),
  accountId: z.optional(z.string().check(z.regex(/^\d+$/))),
  /** Stripe's time of the journal: from this instant, until before that one. */
  from: z.optional(z.date()),
  to: z.optional(z.date()),
});

export const listJournalsInput = z.extend(journalFilterSchema, {
  cursor: z.optional(cursorSchema),
  limit: pageSizeSchema,
});
export const listJournalsOutput = z.object({
  rows: z.array(journalSchema),
  nextCursor: z.nullable(z.string()),
});

export const getJournalInput = z.object({ journalId: z.string().check(z.regex(/^\d+$/)) });
export const getJournalOutput = z.object({
  journal: journalSchema,
  ruleVersion: z.int(),
  /** Stripe's balance transaction as received, as JSON text. */
  stripe: z.nullable(z.string()),
  /** The payout that the transaction was paid out with. */
  payoutId: z.nullable(stripeIdSchema),
  /** The date it counts for in the closing of months. */
  accountingAt: z.date(),
  commandId: z.nullable(z.string()),
  /** Other journals of the same object, newest first. */
  related: z.array(
    z.object({ id: z.string(), kind: z.string(), description: z.string(), eventAt: z.date() }),
  ),
});

export const listEntriesInput = z.object({
  accountId: z.string().check(z.regex(/^\d{1,18}$/)),
  cursor: z.optional(cursorSchema),
  limit: pageSizeSchema,
});
/** One entry of an account with the balance that it left, debit positive; in the order they were posted. */
export const entrySchema = z.object({
  id: z.string(),
  journalId: z.string(),
  eventAt: z.date(),
  createdAt: z.date(),
  kind: z.string(),
  description: z.string(),
  objectId: z.nullable(z.string()),
  href: z.nullable(z.string()),
  amount: moneySchema,
  balanceAfter: moneySchema,
});
export type EntryDto = z.infer<typeof entrySchema>;
export const listEntriesOutput = z.object({
  rows: z.array(entrySchema),
  nextCursor: z.nullable(z.string()),
});
export type LedgerOverview = z.infer<typeof listAccountsOutput>;
export type JournalDetail = z.infer<typeof getJournalOutput>;
