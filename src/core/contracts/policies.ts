import * as z from "zod/mini";
import { overrideKinds } from "../override-kinds.ts";
import { booksPreviewSchema } from "./books-changes.ts";
import { policyDocumentSchema } from "./policy-document.ts";
import { verdictSchema } from "./refunds.ts";
import { moneySchema, noteSchema, personSchema, uuidSchema } from "./shared.ts";

/** A version as the list shows it: who asked for it and who signed. */
const policyVersionSchema = z.object({
  number: z.int(),
  version: z.string(),
  sha256: z.string(),
  publishedAt: z.nullable(z.date()),
  /** Null for the one that the product was shipped with. */
  commandId: z.nullable(z.string()),
  note: z.nullable(z.string()),
  signatures: z.array(
    z.object({ person: personSchema, as: z.enum(["requested", "approved"]), at: z.date() }),
  ),
});
export type PolicyVersionDto = z.infer<typeof policyVersionSchema>;

export const policyOverviewSchema = z.object({
  inForce: z.object({
    number: z.int(),
    version: z.string(),
    sha256: z.string(),
    document: policyDocumentSchema,
  }),
  baseCurrency: z.string(),
  versions: z.array(policyVersionSchema),
  /** What this release ships, where it is not what is in force; null where it is. */
  shipped: z.nullable(policyDocumentSchema),
  /** Changes that are asked for and not decided yet. */
  waiting: z.array(z.object({ commandId: z.string(), requester: personSchema, at: z.date() })),
});
export type PolicyOverview = z.infer<typeof policyOverviewSchema>;

export const policyVersionInput = z.object({ number: z.int().check(z.minimum(1)) });
export const policyVersionOutput = z.object({ number: z.int(), document: policyDocumentSchema });

/** How one decision reads under one document. */
const replayedSchema = z.pick(verdictSchema, { kind: true, approvals: true, approverRoles: true });

/** A decision of the past that the draft would decide differently. */
const changedDecisionSchema = z.object({
  commandId: z.string(),
  kind: z.enum(overrideKinds),
  at: z.date(),
  amount: moneySchema,
  requesterRole: z.string(),
  before: replayedSchema,
  after: replayedSchema,
  /** The rules that speak now and did not before, or the other way round. */
  rules: z.array(z.string()),
});
export type ChangedDecision = z.infer<typeof changedDecisionSchema>;

const kindTallySchema = z.object({
  kind: z.enum(overrideKinds),
  decisions: z.int(),
  /** Decided differently: more or fewer people, or others, or denied. */
  stricter: z.int(),
  milder: z.int(),
  /** What those were about, in the base currency; without what has no rate. */
  changedSum: moneySchema,
});

/** The draft and the policy in force over what was asked for in the last 90 days. */
export const simulationSchema = z.object({
  from: z.date(),
  to: z.date(),
  /** Days that have decisions to replay, at most 90. */
  days: z.int(),
  decisions: z.int(),
  /** Of before facts were kept in this form. */
  notReplayable: z.int(),
  /** True where there were more than are replayed; the newest are. */
  isPartial: z.boolean(),
  kinds: z.array(kindTallySchema),
  signatures: z.object({ before: z.int(), after: z.int() }),
  /** The newest of those that differ. */
  rows: z.array(changedDecisionSchema),
});
export type Simulation = z.infer<typeof simulationSchema>;

const changeSchema = z.object({
  key: z.string(),
  label: z.string(),
  before: z.string(),
  after: z.string(),
  touchesLimits: z.boolean(),
});

export const previewPolicyInput = z.object({ document: policyDocumentSchema });
export const policyPreviewSchema = z.object({
  preview: booksPreviewSchema,
  changes: z.array(changeSchema),
  simulation: simulationSchema,
});
export type PolicyPreview = z.infer<typeof policyPreviewSchema>;

export const requestPolicyInput = z.object({
  commandId: uuidSchema,
  document: policyDocumentSchema,
  note: noteSchema.check(z.minLength(1)),
  previewHash: z.string().check(z.length(64)),
});
export type RequestPolicyInput = z.infer<typeof requestPolicyInput>;
