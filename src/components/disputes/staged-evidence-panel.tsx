"use client";

import { useQuery } from "@tanstack/react-query";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { holdsCardNumber } from "#core/card-number.ts";
import type { StagedEvidenceDto } from "#core/contracts/disputes.ts";
import { useTRPC } from "#trpc/client.tsx";
import { Completeness } from "./completeness.tsx";
import { EvidenceFields } from "./evidence-fields.tsx";
import { EvidenceTextsList } from "./evidence-texts-list.tsx";
import { EvidenceVersions } from "./evidence-versions.tsx";
import { type EvidenceDraft, useEvidenceDraft } from "./use-evidence-draft.ts";

interface StagedEvidencePanelProps {
  dispute: { readonly id: string; readonly reason: string };
}

/** Our own draft of what is to be said to the bank: nothing of it is sent by saving. */
export function StagedEvidencePanel({ dispute }: StagedEvidencePanelProps) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.disputes.evidence.queryOptions({ disputeId: dispute.id }),
  );
  return (
    <Panel
      aside={data ? <Completeness {...data.completeness} /> : null}
      className="min-h-40"
      title="Staged evidence"
    >
      {error ? <ApiErrorPanel error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && error === null ? <SkeletonLines lines={4} /> : null}
      {data ? <Draft dispute={dispute} staged={data} /> : null}
    </Panel>
  );
}

interface DraftProps extends StagedEvidencePanelProps {
  staged: StagedEvidenceDto;
}

function Draft({ dispute, staged }: DraftProps) {
  const mayStage = usePermitted("dispute:stage");
  return (
    <div className="grid gap-3">
      {mayStage && staged.open && staged.texts !== null ? (
        <DraftForm dispute={dispute} staged={staged} />
      ) : (
        <EvidenceTextsList staged={staged} />
      )}
      <EvidenceVersions versions={staged.versions} />
    </div>
  );
}

function whyNotSaved({ isChanged, texts }: EvidenceDraft): string | undefined {
  if (!isChanged) return "Nothing has changed since the last version.";
  const holdsCard = Object.values(texts).some(holdsCardNumber);
  return holdsCard ? "A field holds what looks like a whole card number." : undefined;
}

function DraftForm({ dispute, staged }: DraftProps) {
  const draft = useEvidenceDraft(dispute, staged);
  const { error } = draft;
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (whyNotSaved(draft) === undefined && !draft.isSaving) draft.save();
      }}
    >
      <p className="text-secondary-foreground">
        The fields that help with this reason, after Stripe's guide to dispute categories. Saving
        keeps a version here and sends nothing to Stripe or the bank. Files are not staged here.
      </p>
      <EvidenceFields draft={draft} reason={dispute.reason} />
      {error ? (
        <Banner tone="bad">
          {error.sentence} {error.next}
        </Banner>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <GuardedButton
          aria-busy={draft.isSaving}
          type="submit"
          unavailableBecause={whyNotSaved(draft)}
          variant="primary"
        >
          {draft.isSaving ? "Saving…" : `Save version ${staged.version + 1}`}
        </GuardedButton>
        {draft.isChanged ? <Button onClick={draft.discard}>Discard changes</Button> : null}
        <span className="ml-auto">
          <Completeness {...draft.completeness} />
        </span>
      </div>
    </form>
  );
}
