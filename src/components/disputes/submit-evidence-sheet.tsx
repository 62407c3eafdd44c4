"use client";

import { OverrideSheet } from "#components/overrides/override-sheet.tsx";
import { useOverrideDraft } from "#components/overrides/use-override-draft.ts";
import { moneyText } from "#components/ui/format-money.ts";
import { Money } from "#components/ui/money.tsx";
import type { DisputeDetail, StagedEvidenceDto } from "#core/contracts/disputes.ts";
import { useTRPCClient } from "#trpc/client.tsx";
import { Completeness } from "./completeness.tsx";
import { reasonTitle } from "./dispute-words.ts";
import { EvidenceDue } from "./evidence-due.tsx";
import { EvidenceTextsList } from "./evidence-texts-list.tsx";

interface SubmitEvidenceSheetProps {
  dispute: DisputeDetail["dispute"];
  /** What was staged when the sheet was opened: a later version is another intent. */
  staged: StagedEvidenceDto;
  onClose: () => void;
}

/** Hands the staged evidence to the bank, for good. Mount it to open it. */
export function SubmitEvidenceSheet({ dispute, staged, onClose }: SubmitEvidenceSheetProps) {
  const client = useTRPCClient();
  const drafting = useOverrideDraft(
    {
      preview: (params, options) => client.disputes.submit.preview.mutate({ params }, options),
      request: (asked) => client.disputes.submit.request.mutate(asked),
    },
    {
      params: { disputeId: dispute.id, version: staged.version },
      problems: [],
      needsNote: true,
    },
    onClose,
  );
  const { amountMinor, currency } = dispute.amount;
  return (
    <OverrideSheet
      commitLabel={`Submit version ${staged.version} for ${moneyText(amountMinor, currency)}`}
      description={
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <Money {...dispute.amount} />
          <span>{reasonTitle(dispute.reason)}</span>
          {dispute.dueAt === null ? null : <EvidenceDue at={dispute.dueAt} />}
        </span>
      }
      drafting={drafting}
      hint="What the bank would be told is being worked out."
      onClose={onClose}
      title="Submit evidence"
      variant="danger"
    >
      <section aria-label="What the bank reads" className="grid gap-1.5">
        <div className="flex flex-wrap items-center justify-between gap-x-3">
          <h3 className="font-medium">What the bank reads: version {staged.version}</h3>
          <Completeness {...staged.completeness} />
        </div>
        <EvidenceTextsList staged={staged} />
      </section>
    </OverrideSheet>
  );
}
