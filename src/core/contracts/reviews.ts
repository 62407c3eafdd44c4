import * as z from "zod/mini";
import { noteTextSchema } from "./notes.ts";
import { moneySchema, noteSchema, personSchema, uuidSchema } from "./shared.ts";

export const caseKinds = ["payment_risk", "decline_rate", "failed_refund"] as const;
export type CaseKind = (typeof caseKinds)[number];

/** What the machine thinks, with its uncertainty; never called a decision. */
export const suggestionSchema = z.object({
  verdict: z.enum(["clear", "refund", "investigate"]),
  /** Probability that the suspicion is right, with its interval, in basis points (0 to 10,000). */
  scoreBp: z.int(),
  lowBp: z.int(),
  highBp: z.int(),
  sample: z.int(),
  detector: z.string(),
  detectorVersion: z.string(),
  reasons: z.array(z.object({ text: z.string(), weightBp: z.int() })),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

/** A labelled fact under the suspicion. */
export const evidenceSchema = z.object({
  facts: z.array(z.object({ label: z.string(), value: z.string(), href: z.nullable(z.string()) })),
  /** Slots of a rate with its expected band, for the chart; empty for a payment. */
  series: z.array(
    z.object({
      at: z.date(),
      declined: z.int(),
      attempts: z.int(),
      expectedBp: z.int(),
      lowBp: z.int(),
      highBp: z.int(),
    }),
  ),
});
export type Evidence = z.infer<typeof evidenceSchema>;

export const caseDecisions = ["clear", "refund", "escalate"] as const;
export type CaseDecisionKind = (typeof caseDecisions)[number];

export const caseSummarySchema = z.object({
  id: z.string(),
  number: z.int(),
  kind: z.enum(caseKinds),
  state: z.enum(["open", "escalated", "closed"]),
  version: z.int(),
  title: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  amount: z.nullable(moneySchema),
  priority: z.int(),
  openedAt: z.date(),
  dueAt: z.date(),
  suggestion: suggestionSchema,
  claimedBy: z.nullable(personSchema),
  leaseUntil: z.nullable(z.date()),
  mine: z.boolean(),
});
export type CaseSummary = z.infer<typeof caseSummarySchema>;

export const caseDetailSchema = z.extend(caseSummarySchema, {
  evidence: evidenceSchema,
  notes: z.array(
    z.object({ id: z.string(), author: personSchema, text: z.string(), at: z.date() }),
  ),
  decisions: z.array(
    z.object({
      id: z.string(),
      by: personSchema,
      decision: z.enum(caseDecisions),
      reason: z.nullable(z.string()),
      differs: z.boolean(),
      commandId: z.nullable(z.string()),
      at: z.date(),
      undoneAt: z.nullable(z.date()),
    }),
  ),
  /** Whether the reader may decide it, or the sentence that says why not. */
  decide: z.object({ allowed: z.boolean(), why: z.nullable(z.string()) }),
});
export type CaseDetail = z.infer<typeof caseDetailSchema>;

export const listCasesInput = z.object({ view: z.enum(["queue", "mine", "escalated", "closed"]) });
export const listCasesOutput = z.object({
  rows: z.array(caseSummarySchema),
  waiting: z.int(),
  decidedToday: z.int(),
  medianHandlingMs: z.nullable(z.int()),
});
export const caseRefInput = z.object({ caseId: uuidSchema });
export const claimCaseInput = z.object({ caseId: z.optional(uuidSchema) });
export const decideCaseInput = z.object({
  caseId: uuidSchema,
  version: z.int(),
  decision: z.enum(["clear", "escalate"]),
  /** Required where the decision differs from the suggestion, and for an escalation. */
  reason: z.optional(noteSchema),
});
export const undoDecisionInput = z.object({ caseId: uuidSchema, decisionId: uuidSchema });
export const addNoteInput = z.object({
  caseId: uuidSchema,
  text: noteTextSchema,
});
