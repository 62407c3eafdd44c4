import * as z from "zod/mini";
import { type Evidence, evidenceSchema } from "#core/contracts/reviews.ts";

/**
 * What one observation of a detector rests on. The same `key` again is the same evidence; `since` is the oldest moment
 * it looked at; `strength` only compares observations of one key with each other.
 */
const hitSchema = z.object({
  key: z.string(),
  paymentId: z.nullable(z.string()),
  since: z.coerce.date(),
  strength: z.number(),
});
export type Hit = z.infer<typeof hitSchema>;

const storedSchema = z.object({
  facts: evidenceSchema.shape.facts,
  series: z.array(z.extend(evidenceSchema.shape.series.def.element, { at: z.coerce.date() })),
  hits: z.array(hitSchema),
});

/** A case's evidence as it is kept: what people see, and what tells a repetition from news. */
export type StoredEvidence = Evidence & { readonly hits: readonly Hit[] };

/** Reads the column; throws when it is not what {@link writeEvidence} wrote. */
export function readEvidence(column: unknown): StoredEvidence {
  return storedSchema.parse(column);
}

/** For the column: instants as ISO text. */
export function writeEvidence(evidence: StoredEvidence) {
  return {
    facts: evidence.facts.map((fact) => ({ ...fact })),
    series: evidence.series.map((slot) => ({ ...slot, at: slot.at.toISOString() })),
    hits: evidence.hits.map((hit) => ({ ...hit, since: hit.since.toISOString() })),
  };
}
