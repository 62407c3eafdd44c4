import type { Evidence } from "#core/contracts/reviews.ts";

type Fact = Evidence["facts"][number];

export interface EvidenceValue {
  /** The identifier that the text begins with; null where it is plain text. */
  readonly id: string | null;
  /** What follows the identifier, or the whole text. */
  readonly text: string;
  readonly href: string | null;
}

export interface EvidenceRow {
  readonly label: string;
  readonly values: readonly EvidenceValue[];
}

const LEADING_ID = /^([a-z]{2,6}_[A-Za-z0-9_]{8,})(?:,\s*)?(.*)$/;

function valueOf({ value, href }: Fact): EvidenceValue {
  const [, id, rest] = LEADING_ID.exec(value) ?? [];
  return id === undefined ? { id: null, text: value, href } : { id, text: rest ?? "", href };
}

/** Facts by their label, in the order in which each label first came: five flagged payments are one row of five. */
export function evidenceRows(facts: readonly Fact[]): readonly EvidenceRow[] {
  const rows = new Map<string, EvidenceValue[]>();
  for (const fact of facts) {
    rows.set(fact.label, [...(rows.get(fact.label) ?? []), valueOf(fact)]);
  }
  return [...rows].map(([label, values]) => ({ label, values }));
}
