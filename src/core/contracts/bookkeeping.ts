import * as z from "zod/mini";
import { booksPreviewSchema } from "./books-changes.ts";
import { commandStates } from "./commands.ts";
import { BREAK_STATES } from "./reconciliation.ts";
import { moneySchema, noteSchema, personSchema, uuidSchema } from "./shared.ts";

/** A change of the books on its way, as much as its page's link needs. */
const requestSchema = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(commandStates),
});

/** An entry that usually clears a break; `account` of a leg is null where only the person can tell which. */
const suggestedEntrySchema = z.object({
  legs: z.array(
    z.object({
      account: z.nullable(z.string()),
      label: z.nullable(z.string()),
      amount: moneySchema,
      /** The account's balance as it stands, debit positive. */
      before: z.nullable(moneySchema),
    }),
  ),
  why: z.string(),
});
export type SuggestedEntryDto = z.infer<typeof suggestedEntrySchema>;

/** What helps with a break, beside what a run found out about it. */
export const breakHelpSchema = z.object({
  /** The change of the books that is proposed for it, or was last. */
  request: z.nullable(requestSchema),
  suggestion: z.nullable(suggestedEntrySchema),
  /** What to do where no entry of ours can help; null where one can. */
  instead: z.nullable(z.string()),
  /** The one amount that a write-off would take and where it stands; null where there is none to write off. */
  writeOff: z.nullable(z.object({ amount: moneySchema, account: z.string(), label: z.string() })),
});
export type BreakHelp = z.infer<typeof breakHelpSchema>;

const onBreak = { breakId: uuidSchema, version: z.int() };
export const assignBreakInput = z.object({ ...onBreak, personId: uuidSchema });
export const investigateBreakInput = z.object(onBreak);
export const noteBreakInput = z.object({ ...onBreak, note: noteSchema.check(z.minLength(1)) });
export const handBackBreakInput = z.object({ ...onBreak, note: z.optional(noteSchema) });

/** A break after somebody worked on it. */
export const movedBreakSchema = z.object({
  id: z.string(),
  state: z.enum(BREAK_STATES),
  version: z.int(),
});

const MAX_LEGS = 12;
const MIN_LEGS = 2;
const accountCodeSchema = z.string().check(z.maxLength(80));

const monthSchema = z.string().check(z.regex(/^\d{4}-(?:0[1-9]|1[0-2])$/));

/** A change of the books as a person asks for it. Debit positive, credit negative. */
export const booksChangeSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ledger_adjustment"),
    breakId: uuidSchema,
    legs: z
      .array(z.object({ account: accountCodeSchema, amount: moneySchema }))
      .check(z.minLength(MIN_LEGS), z.maxLength(MAX_LEGS)),
  }),
  z.object({ kind: z.literal("ledger_write_off"), breakId: uuidSchema }),
  z.object({ kind: z.literal("bank_match"), proposalId: uuidSchema }),
  z.object({ kind: z.literal("journal_reversal"), journalId: z.string().check(z.regex(/^\d+$/)) }),
  z.object({ kind: z.literal("period_close"), month: monthSchema }),
]);
export type BooksChange = z.infer<typeof booksChangeSchema>;

export const previewBooksChangeInput = z.object({ change: booksChangeSchema });
export const previewBooksChangeOutput = z.object({
  preview: booksPreviewSchema,
  /** The balance of each account that the journal would touch, before and after; debit positive. Binds nobody. */
  effects: z.array(
    z.object({ account: z.string(), label: z.string(), before: moneySchema, after: moneySchema }),
  ),
});
export type BooksChangePreview = z.infer<typeof previewBooksChangeOutput>;

export const requestBooksChangeInput = z.object({
  /** Made in the browser when the person formed the intent. */
  commandId: uuidSchema,
  change: booksChangeSchema,
  note: noteSchema.check(z.minLength(1)),
  previewHash: z.string().check(z.length(64)),
});
export type RequestBooksChange = z.infer<typeof requestBooksChangeInput>;

export const adjustableAccountsOutput = z.object({
  accounts: z.array(z.object({ code: z.string(), label: z.string() })),
});
export const financePeopleOutput = z.object({ people: z.array(personSchema) });

export const periodStates = ["open", "locked", "closed"] as const;
export type PeriodState = (typeof periodStates)[number];

/** One thing to check before a month is signed. */
export const periodCheckSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** `blocks` must be done first; `listed` may be closed over, with a manager's signature. */
  state: z.enum(["done", "listed", "blocks"]),
  /** How it stands, in a sentence. */
  text: z.string(),
  href: z.nullable(z.string()),
});
export type PeriodCheckDto = z.infer<typeof periodCheckSchema>;

const periodSummarySchema = z.object({
  month: z.string(),
  state: z.enum(periodStates),
  /** Whether this is the month that can be locked or closed next. */
  isNext: z.boolean(),
  closedAt: z.nullable(z.date()),
});
export type PeriodSummary = z.infer<typeof periodSummarySchema>;

export const listPeriodsOutput = z.object({ periods: z.array(periodSummarySchema) });
export const periodInput = z.object({ month: monthSchema });

/** A month after it was locked or unlocked. */
export const movedPeriodSchema = z.object({ month: z.string(), state: z.enum(periodStates) });

const periodBalanceSchema = z.object({
  accountId: z.string(),
  code: z.string(),
  label: z.string(),
  currency: z.string(),
  opening: z.bigint(),
  debits: z.bigint(),
  credits: z.bigint(),
  closing: z.bigint(),
});
export type PeriodBalanceDto = z.infer<typeof periodBalanceSchema>;

export const periodDetailSchema = z.extend(periodSummarySchema, {
  lockedBy: z.nullable(personSchema),
  lockedAt: z.nullable(z.date()),
  checklist: z.array(periodCheckSchema),
  balances: z.array(periodBalanceSchema),
  /** SHA-256 over the balances: as signed in a closed month, as they stand in a locked one, null while they may change. */
  balanceHash: z.nullable(z.string()),
  request: z.nullable(z.object({ id: z.string(), kind: z.string(), state: z.enum(commandStates) })),
  signatures: z.array(
    z.object({ person: personSchema, as: z.enum(["requested", "approved"]), at: z.date() }),
  ),
});
export type PeriodDetail = z.infer<typeof periodDetailSchema>;
