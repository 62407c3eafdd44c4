import type { CaseKind, Evidence, Suggestion } from "#core/contracts/reviews.ts";
import type { Money } from "#core/money.ts";
import type { Hit } from "./stored-evidence.ts";

/** What a detector found. `amountBase` is what is at risk, in minor units of the base currency. */
export interface Suspicion {
  readonly kind: CaseKind;
  /** One case of a key is open at a time. */
  readonly dedupeKey: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly title: string;
  /** The line that names this observation among the others of its case; its label is the same for all of them. */
  readonly mention: Evidence["facts"][number];
  readonly amount: Money | null;
  readonly amountBase: bigint;
  readonly suggestion: Suggestion;
  readonly evidence: Evidence;
  readonly hit: Hit;
}
