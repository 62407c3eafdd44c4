import * as z from "zod/mini";
import type { Consequence } from "#core/contracts/overrides.ts";
import { EVIDENCE_FIELDS, type EvidenceTexts } from "#core/dispute-evidence.ts";

const stagedSchema = z.record(z.string(), z.string());
const TEXTS: ReadonlySet<string> = new Set(EVIDENCE_FIELDS);

/** What stands at Stripe besides our draft, and what becomes of it on submission. */
interface StagedElsewhere {
  /** Texts that are not in the draft, emptied: the bank reads the draft and no other text. */
  readonly takenBack: Readonly<Record<string, "">>;
  readonly consequences: readonly Consequence[];
  /** For the basis. */
  readonly words: string;
}

/**
 * Compares what our mirror says is staged at Stripe (texts, ids of files) with the draft. Stripe merges what it is sent into
 * what it has; texts that are sent empty are taken back, files are no texts and go along.
 */
export function stagedElsewhere(atStripe: unknown, draft: EvidenceTexts): StagedElsewhere {
  const others = Object.keys(z.parse(stagedSchema, atStripe)).filter((name) => !(name in draft));
  const texts = others.filter((name) => TEXTS.has(name));
  const files = others.filter((name) => !TEXTS.has(name));
  const words = (names: readonly string[]) => names.join(", ").replaceAll("_", " ");
  return {
    takenBack: Object.fromEntries(texts.map((name) => [name, ""])),
    consequences: [
      ...(files.length === 0
        ? []
        : [
            {
              tone: "warn" as const,
              text: `Files that were staged at Stripe elsewhere go along: ${words(files)}.`,
            },
          ]),
      ...(texts.length === 0
        ? []
        : [
            {
              tone: "warn" as const,
              text: `Texts that were staged at Stripe elsewhere are taken back: ${words(texts)}.`,
            },
          ]),
    ],
    words: others.length === 0 ? "nothing" : words(others.toSorted()),
  };
}
