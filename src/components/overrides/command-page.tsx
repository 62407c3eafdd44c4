"use client";

import { useQuery } from "@tanstack/react-query";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { EvidencePanel } from "#components/operations/evidence-panel.tsx";
import { HeldBackNote } from "#components/operations/held-back-note.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { Id } from "#components/ui/id.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton, SkeletonLines } from "#components/ui/skeleton.tsx";
import type { CommandDetail } from "#core/contracts/commands.ts";
import { useTRPC } from "#trpc/client.tsx";
import { ChangedSince } from "./changed-since.tsx";
import { CommandApprovals } from "./command-approvals.tsx";
import { CommandAttempts } from "./command-attempts.tsx";
import { CommandFacts } from "./command-facts.tsx";
import { CommandHistory } from "./command-history.tsx";
import { kindWords } from "./command-kind-words.ts";
import { moneySentence } from "./command-state-words.ts";
import { CommandStatus } from "./command-status.tsx";
import { PredictionCheck } from "./prediction-check.tsx";
import { PreviewAsSeen } from "./preview-as-seen.tsx";
import { UndoButton } from "./undo-button.tsx";

function CommandPageSkeleton({ commandId }: { commandId: string }) {
  return (
    <>
      <PageHeader
        description={<Id full value={commandId} />}
        title={<Skeleton className="h-7 w-52" />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Panel className="min-h-96" title="Where it stands">
          <SkeletonLines lines={8} />
        </Panel>
        <Panel className="min-h-96" title="Policy, as told to the requester">
          <SkeletonLines lines={8} />
        </Panel>
      </div>
    </>
  );
}

/** What binds an approval to what was asked and seen. */
function Seals({ command }: { command: CommandDetail }) {
  return (
    <DefinitionList
      items={[
        { term: "Request", value: <Id copyLabel="request hash" value={command.paramsHash} /> },
        { term: "Preview", value: <Id copyLabel="preview hash" value={command.previewHash} /> },
        { term: "Policy", value: command.verdict.policyVersion },
      ]}
    />
  );
}

function CommandPanels({ command }: { command: CommandDetail }) {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <div className="grid gap-4">
        <ChangedSince changes={command.changedSince} />
        <Panel title="Where it stands">
          <p className="pb-2">{moneySentence(command.kind, command.state)}</p>
          {command.state === "held" ? (
            <HeldBackNote isSentToStripe={command.preview.of !== "books"} kind={command.kind} />
          ) : null}
          <CommandFacts command={command} />
        </Panel>
        <EvidencePanel command={command} />
        <CommandHistory commandId={command.id} />
        <Panel title="Approvals">
          <CommandApprovals command={command} />
        </Panel>
        {command.preview.of === "books" ? null : (
          <Panel title="Requests to Stripe">
            <CommandAttempts command={command} />
          </Panel>
        )}
        <Panel title="Prediction and ledger">
          <PredictionCheck prediction={command.prediction} />
        </Panel>
      </div>
      <div className="grid gap-4">
        <PreviewAsSeen preview={command.preview} />
        <Panel title="Bound by hash (SHA-256)">
          <Seals command={command} />
        </Panel>
      </div>
    </div>
  );
}

/** The whole life of one override: asked, judged, approved, sent, answered, posted. */
export function CommandPage({ commandId }: { commandId: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.commands.get.queryOptions({ commandId }));
  if (data === undefined) {
    if (error === null) return <CommandPageSkeleton commandId={commandId} />;
    return (
      <>
        <PageHeader title="Override" />
        <ApiErrorPanel error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  return (
    <>
      <PageHeader
        actions={<UndoButton command={data} />}
        aside={<CommandStatus command={data} />}
        description={<Id copyLabel="request" value={data.id} />}
        title={kindWords(data.kind, data.reasonCode).title(
          moneyText(data.amount.amountMinor, data.amount.currency),
          data.targetId,
        )}
      />
      <CommandPanels command={data} />
    </>
  );
}
