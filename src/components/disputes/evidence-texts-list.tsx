import { DefinitionList } from "#components/ui/definition-list.tsx";
import type { StagedEvidenceDto } from "#core/contracts/disputes.ts";
import { EVIDENCE_FIELDS, EVIDENCE_LABELS } from "#core/dispute-evidence.ts";

/** What is staged, for those who read it only, or when the dispute takes no more. */
export function EvidenceTextsList({ staged }: { staged: StagedEvidenceDto }) {
  const { version, texts } = staged;
  if (version === 0) {
    return (
      <p className="text-secondary-foreground">
        {staged.open
          ? "Nobody has staged evidence yet."
          : "Nothing was staged here, and the dispute takes no evidence now."}
      </p>
    );
  }
  if (texts === null) {
    return (
      <p className="text-secondary-foreground">
        What it says is open to support, finance and auditors, since it tells of the customer.
      </p>
    );
  }
  return (
    <DefinitionList
      items={EVIDENCE_FIELDS.flatMap((field) => {
        const text = texts[field];
        if (text === undefined) return [];
        const value = <span className="whitespace-pre-wrap">{text}</span>;
        return [{ term: EVIDENCE_LABELS[field], value }];
      })}
    />
  );
}
