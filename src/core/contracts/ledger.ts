import * as z from "zod/mini";
import { cursorSchema, freshnessSchema, moneySchema, pageSizeSchema } from "./shared.ts";

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

export const listJournalsInput = z.object({
  query: z.optional(z.string().check(z.trim(), z.maxLength(255))),
  kind: z.optional(z.array(z.string().check(z.maxLength(40)))),
  accountId: z.optional(z.string().check(z.regex(/^\d+$/))),
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
});
export type LedgerOverview = z.infer<typeof listAccountsOutput>;
export type JournalDetail = z.infer<typeof getJournalOutput>;
