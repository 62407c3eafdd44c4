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
import { whyNoAcceptance, whyNoSubmission, whyUnderWay } from "./why-no-answer.ts";

type Dispute = DisputeDetail["dispute"];
type Sheet = { readonly of: "submit"; readonly staged: StagedEvidenceDto } | { of: "accept" };

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
  const { data: asked } = useQuery({
    ...trpc.commands.forPayment.queryOptions({ paymentId: dispute.id }),
    enabled: may,
  });
  const underWay = whyUnderWay(asked?.rows ?? []);
  const noSubmission = underWay ?? whyNoSubmission(dispute, staged, nowMs);
  const noAcceptance = underWay ?? whyNoAcceptance(dispute);
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
