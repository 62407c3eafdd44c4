"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { useCommands } from "#components/commands/use-commands.ts";
import { useNowMs } from "#components/ui/clock.tsx";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import type { DisputeDetail, StagedEvidenceDto } from "#core/contracts/disputes.ts";
import { useTRPC } from "#trpc/client.tsx";
import { AcceptDisputeSheet } from "./accept-dispute-sheet.tsx";
import { SubmitEvidenceSheet } from "./submit-evidence-sheet.tsx";

type Dispute = DisputeDetail["dispute"];
type Sheet = { readonly of: "submit"; readonly staged: StagedEvidenceDto } | { of: "accept" };

function whyNoSubmission(
  { dueAt }: Dispute,
  staged: StagedEvidenceDto | undefined,
  nowMs: number,
): string | undefined {
  if (staged === undefined) return "The staged evidence is being read.";
  if (!staged.open) return "The dispute takes no evidence now.";
  if (dueAt !== null && dueAt.getTime() <= nowMs) return "The time to answer is over.";
  const saysSomething = staged.versions[0] !== undefined && staged.versions[0].fields > 0;
  return saysSomething ? undefined : "Nothing is staged yet: save what is to be said first.";
}

function whyNotAccepted({ status, inquiry }: Dispute): string | undefined {
  if (status === "needs_response") return undefined;
  return inquiry
    ? "An inquiry cannot be accepted: a refund settles it."
    : "The dispute does not wait for our answer.";
}

/** Submit and accept, for who may ask for them; nothing at all otherwise. */
export function DisputeActions({ dispute }: { dispute: Dispute }) {
  const may = usePermitted("dispute:answer");
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const nowMs = useNowMs();
  const trpc = useTRPC();
  const { data: staged } = useQuery({
    ...trpc.disputes.evidence.queryOptions({ disputeId: dispute.id }),
    enabled: may,
  });
  const noSubmission = whyNoSubmission(dispute, staged, nowMs);
  const noAcceptance = whyNotAccepted(dispute);
  const submit = () => (staged === undefined ? undefined : setSheet({ of: "submit", staged }));
  const accept = () => setSheet({ of: "accept" });
  useCommands(
    "dispute",
    may
      ? {
          "dispute.submit": { run: submit, unavailableBecause: noSubmission },
          "dispute.accept": { run: accept, unavailableBecause: noAcceptance },
        }
      : {},
  );
  if (!may) return null;
  const close = () => setSheet(null);
  return (
    <>
      <GuardedButton
        onClick={submit}
        unavailableBecause={noSubmission}
        variant={noSubmission === undefined ? "primary" : "secondary"}
      >
        Submit evidence…
      </GuardedButton>
      <GuardedButton onClick={accept} unavailableBecause={noAcceptance}>
        Accept dispute…
      </GuardedButton>
      {sheet?.of === "submit" ? (
        <SubmitEvidenceSheet dispute={dispute} onClose={close} staged={sheet.staged} />
      ) : null}
      {sheet?.of === "accept" ? <AcceptDisputeSheet dispute={dispute} onClose={close} /> : null}
    </>
  );
}
