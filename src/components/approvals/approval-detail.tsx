"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { ChangedSince } from "#components/overrides/changed-since.tsx";
import { CommandApprovals } from "#components/overrides/command-approvals.tsx";
import { CommandFacts } from "#components/overrides/command-facts.tsx";
import { kindWords } from "#components/overrides/command-kind-words.ts";
import { moneySentence } from "#components/overrides/command-state-words.ts";
import { CommandStatus } from "#components/overrides/command-status.tsx";
import { PreviewAsSeen } from "#components/overrides/preview-as-seen.tsx";
import { UndoButton } from "#components/overrides/undo-button.tsx";
import { methodText } from "#components/payments/method-text.ts";
import { Button } from "#components/ui/button.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import type { CommandDetail } from "#core/contracts/commands.ts";
import { useTRPC } from "#trpc/client.tsx";
import { ApprovalExpiry } from "./approval-expiry.tsx";
import { DecideButtons } from "./decide-buttons.tsx";

function Head({ command }: { command: CommandDetail }) {
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-section">
          {kindWords(command.kind).title(
            moneyText(command.amount.amountMinor, command.amount.currency),
            command.targetId,
          )}
          {command.preview.of === "refund"
            ? ` to ${methodText(command.preview.refund.customerGets.method)}`
            : null}
        </h2>
        <CommandStatus command={command} />
        <span className="text-muted-foreground">
          <ApprovalExpiry command={command} />
        </span>
      </div>
      <p className="text-secondary-foreground">{moneySentence(command.kind, command.state)}</p>
      <div className="flex flex-wrap items-center gap-2">
        <DecideButtons command={command} />
        <UndoButton command={command} />
        <Button asChild variant="ghost">
          <Link href={`/overrides/${command.id}`}>Whole history</Link>
        </Button>
      </div>
    </div>
  );
}

interface ApprovalDetailProps {
  requestId: string;
  /** Back to the list, on screens that show one of the two. */
  onBack: () => void;
}

/** The open request with everything its decision needs: who, why, under which rule, and what would happen. */
export function ApprovalDetail({ requestId, onBack }: ApprovalDetailProps) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.commands.get.queryOptions({ commandId: requestId }),
  );
  return (
    <section aria-label="Open request" className="grid min-h-128 min-w-0 content-start gap-4">
      <Button className="justify-self-start lg:hidden" onClick={onBack} size="sm">
        <ArrowLeft aria-hidden="true" />
        All requests
      </Button>
      {error ? <ApiErrorPanel error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && error === null ? <SkeletonLines lines={12} /> : null}
      {data === undefined ? null : (
        <>
          <Head command={data} />
          <ChangedSince changes={data.changedSince} />
          <Panel title="Request">
            <CommandFacts command={data} />
          </Panel>
          <PreviewAsSeen preview={data.preview} />
          <Panel title="Signatures">
            <CommandApprovals command={data} />
          </Panel>
        </>
      )}
    </section>
  );
}
