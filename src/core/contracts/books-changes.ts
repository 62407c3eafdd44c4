import * as z from "zod/mini";
import { postingSchema, verdictSchema } from "./refunds.ts";

/** What people may change in the books; each needs another person. */
export const booksChangeKinds = [
  "ledger_adjustment",
  "ledger_write_off",
  "bank_match",
  "journal_reversal",
  "period_close",
] as const;
export type BooksChangeKind = (typeof booksChangeKinds)[number];

/** What a change of the books would do, as its requester read it and its approver signs it. */
export const booksPreviewSchema = z.object({
  previewHash: z.string(),
  /** One sentence: what happens and to what. */
  title: z.string(),
  /** The page of the break, the proposal or the month that it is about. */
  href: z.string(),
  /** What the decision rests on, in the order it should be read. */
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  /** The journal that would be posted; empty where nothing is posted. */
  postings: z.array(postingSchema),
  verdict: verdictSchema,
  holdMs: z.int(),
});
export type BooksPreview = z.infer<typeof booksPreviewSchema>;
