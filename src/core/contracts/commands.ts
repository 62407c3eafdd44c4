import * as z from "zod/mini";
import { booksPreviewSchema } from "./books-changes.ts";
import { proofMethods, proofSchema, signatureRequestSchema } from "./credentials.ts";
import { overridePreviewSchema } from "./overrides.ts";
import { refundPreviewSchema, verdictSchema } from "./refunds.ts";
import {
  cursorSchema,
  moneySchema,
  noteSchema,
  pageSizeSchema,
  personSchema,
  stripeIdSchema,
  uuidSchema,
} from "./shared.ts";

export const commandStates = [
  "pending_approval",
  "held",
  "executing",
  "unknown",
  "needs_human",
  "accepted",
  "succeeded",
  "failed",
  "failed_later",
  "rejected",
  "cancelled",
  "expired",
] as const;
export type CommandState = (typeof commandStates)[number];

/** In whose right somebody decides where that is not their own; null for one's own. */
const mandateSchema = z.nullable(
  z.discriminatedUnion("by", [
    z.object({
      by: z.literal("delegation"),
      /** The role that it counts for. */
      role: z.string(),
      /** Who is away. */
      person: personSchema,
    }),
    z.object({ by: z.literal("break-glass"), role: z.string(), breakGlassId: z.string() }),
  ]),
);

const approvalSchema = z.object({
  approver: personSchema,
  mandate: mandateSchema,
  decision: z.enum(["approved", "rejected"]),
  note: z.nullable(z.string()),
  at: z.date(),
  /** What a yes was given with; null for a no, and for a yes of before evidence was kept. */
  evidence: z.nullable(
    z.object({
      method: z.enum(proofMethods),
      /** Of the passkey that signed, as its authenticator names it. */
      credentialId: z.nullable(z.string()),
      algorithm: z.nullable(z.string()),
      /** SHA-256 of the signed message, base64url. */
      challenge: z.string(),
      message: z.string(),
      /** Why the evidence does not hold, checked just now; null when it does. */
      fault: z.nullable(z.string()),
    }),
  ),
});

const attemptSchema = z.object({
  n: z.int(),
  sentAt: z.date(),
  finishedAt: z.nullable(z.date()),
  outcome: z.nullable(z.enum(["accepted", "rejected", "not_executed", "unknown"])),
  httpStatus: z.nullable(z.int()),
  requestId: z.nullable(z.string()),
  errorCode: z.nullable(z.string()),
});

/** A command as lists show it. The state only ever says what is known. */
export const commandSummarySchema = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(commandStates),
  version: z.int(),
  amount: moneySchema,
  reasonCode: z.string(),
  note: z.nullable(z.string()),
  targetId: z.string(),
  caseId: z.nullable(z.string()),
  requester: personSchema,
  createdAt: z.date(),
  holdUntil: z.nullable(z.date()),
  /** Business time that was chosen for it to be sent at the earliest. */
  notBefore: z.nullable(z.date()),
  expiresAt: z.nullable(z.date()),
  /** Real time of this answer: `holdUntil` and `expiresAt` count from it, whatever the clock of a desk or a sandbox says. */
  asOf: z.date(),
  verdict: verdictSchema,
  /** Whether the reader may still undo it (own, held, not yet sent). */
  canUndo: z.boolean(),
  /** Whether the reader may approve it, or why not; and in whose right they would. */
  decide: z.object({
    allowed: z.boolean(),
    why: z.nullable(z.string()),
    mandate: mandateSchema,
  }),
});
export type CommandSummary = z.infer<typeof commandSummarySchema>;

/** What was shown before it was asked for; its shape belongs to the kind. */
const commandPreviewSchema = z.discriminatedUnion("of", [
  z.object({ of: z.literal("refund"), refund: refundPreviewSchema }),
  z.object({ of: z.literal("books"), books: booksPreviewSchema }),
  z.object({ of: z.literal("override"), override: overridePreviewSchema }),
]);
export type CommandPreview = z.infer<typeof commandPreviewSchema>;

/** One fact that an override rests on: "Refunded", "12.00 EUR". */
export interface BasisLine {
  readonly label: string;
  readonly value: string;
}

const changeSchema = z.object({
  label: z.string(),
  before: z.nullable(z.string()),
  after: z.nullable(z.string()),
});

export const commandDetailSchema = z.extend(commandSummarySchema, {
  /** The bulk whose signed list it is a row of. */
  bulkId: z.nullable(z.string()),
  paramsHash: z.string(),
  previewHash: z.string(),
  /** What it rests on now; a signature is bound to it. */
  basisHash: z.string(),
  /** What has changed in it since it was asked for, as long as somebody can still decide. */
  changedSince: z.array(changeSchema),
  preview: commandPreviewSchema,
  idempotencyKey: z.string(),
  firstSentAt: z.nullable(z.date()),
  result: z.nullable(z.object({ id: z.string(), status: z.nullable(z.string()) })),
  failure: z.nullable(z.object({ code: z.string(), message: z.string() })),
  approvals: z.array(approvalSchema),
  attempts: z.array(attemptSchema),
  /** The prediction compared with the journal that was posted. */
  prediction: z.object({
    state: z.enum(["waiting", "equal", "different", "none"]),
    differences: z.array(z.string()),
    journalId: z.nullable(z.string()),
  }),
});
export type CommandDetail = z.infer<typeof commandDetailSchema>;

export const commandRefInput = z.object({ commandId: uuidSchema });
export const cancelCommandInput = z.object({ commandId: uuidSchema, version: z.int() });
export const listPaymentCommandsInput = z.object({ paymentId: z.string() });
export const listCustomerCommandsInput = z.object({ customerId: stripeIdSchema });
export const commandListOutput = z.object({ rows: z.array(commandSummarySchema) });

export const listApprovalsInput = z.object({
  tab: z.enum(["waiting", "mine", "decided"]),
  cursor: z.optional(cursorSchema),
  limit: pageSizeSchema,
});
export const listApprovalsOutput = z.object({
  rows: z.array(commandSummarySchema),
  nextCursor: z.nullable(z.string()),
  waiting: z.int(),
});

/** The command as it was on screen: a decision about another one counts for nothing. */
const seenCommand = {
  commandId: uuidSchema,
  version: z.int(),
  paramsHash: z.string().check(z.length(64)),
  previewHash: z.string().check(z.length(64)),
  basisHash: z.string().check(z.length(64)),
};

export const beginApprovalInput = z.object(seenCommand);
export type SeenCommand = z.infer<typeof beginApprovalInput>;

/** What is to be signed for a yes: the message in full, whose SHA-256 is the challenge. */
export const approvalRequestSchema = z.extend(signatureRequestSchema, { message: z.string() });
export type ApprovalRequest = z.infer<typeof approvalRequestSchema>;

const decided = { ...seenCommand, note: z.optional(noteSchema) };

/** A yes is signed; a no needs no more than its words. */
export const decideApprovalInput = z.discriminatedUnion("decision", [
  z.object({ ...decided, decision: z.literal("approved"), proof: proofSchema }),
  z.object({ ...decided, decision: z.literal("rejected") }),
]);
