import * as z from "zod/mini";
import { type VerdictDto, verdictSchema } from "#core/contracts/refunds.ts";

/** What is kept with a command of the policy's decision: the verdict and, as text, the facts it was made on. */
const storedDecisionSchema = z.object({
  verdict: verdictSchema,
  facts: z.record(z.string(), z.unknown()),
});

export interface StoredDecision {
  readonly verdict: VerdictDto;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Reads a command's `policyDecision`; throws when it is not what we write. */
export function readDecision(stored: unknown): StoredDecision {
  return storedDecisionSchema.parse(stored);
}
