import type { Consequence } from "#core/contracts/overrides.ts";
import {
  completenessOf,
  EVIDENCE_FIELDS,
  EVIDENCE_LABELS,
  type EvidenceField,
  recommendedFields,
} from "#core/dispute-evidence.ts";
import type { StagedDraft } from "./read-staged-evidence.ts";

/** An inquiry that was answered and became a dispute all the same is to be answered anew. */
export function whatWasSaid(submissions: number): Consequence[] {
  if (submissions === 0) return [];
  const times = submissions === 1 ? "once" : `${submissions} times`;
  const text = `Evidence was submitted ${times} already; the bank reads this one too.`;
  return [{ tone: "warn", text }];
}

/** What is sent and what is missing: names and counts of fields, never what they say. */
export function whatIsSaid(reason: string, { version, texts }: StagedDraft): Consequence[] {
  const { filled, recommended } = completenessOf(reason, texts);
  const said = EVIDENCE_FIELDS.filter((field) => texts[field] !== undefined);
  const missing = recommendedFields(reason).filter((field) => texts[field] === undefined);
  return [
    {
      tone: "plain",
      text: `Version ${version} is sent as it was staged: ${labelsOf(said)}. It holds no file.`,
    },
    missing.length === 0
      ? { tone: "good", text: `All ${recommended} fields that help with this reason are filled.` }
      : {
          tone: "warn",
          text: `${filled} of ${recommended} fields that help with this reason are filled. Missing: ${labelsOf(missing)}.`,
        },
  ];
}

const labelsOf = (fields: readonly EvidenceField[]): string =>
  fields.map((field) => EVIDENCE_LABELS[field]).join(", ");
