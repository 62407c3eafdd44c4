"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import type { CaseDetail } from "#core/contracts/reviews.ts";
import { useTRPC } from "#trpc/client.tsx";
import { CaseActionsBar } from "./case-actions-bar.tsx";
import { CaseHead } from "./case-head.tsx";
import { CaseHistory } from "./case-history.tsx";
import { type CaseSheet, CaseSheets } from "./case-sheets.tsx";
import { EvidencePanel } from "./evidence-panel.tsx";
import { SuggestionPanel } from "./suggestion-panel.tsx";
import { useCaseActions } from "./use-case-actions.ts";
import { useLease } from "./use-lease.ts";
import { useOfferedActions } from "./use-offered-actions.ts";

interface CasePanelProps {
  caseId: string;
  /** The case has been decided: show the next one. */
  onDecided: (caseId: string) => void;
}

/** One case: what it is about, why it was raised, the evidence, and the decisions. */
export function CasePanel({ caseId, onDecided }: CasePanelProps) {
  const trpc = useTRPC();
  const query = useQuery(trpc.reviews.get.queryOptions({ caseId }));
  if (query.error) {
    return <ApiErrorPanel error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!query.data) return <SkeletonLines lines={12} />;
  return <OpenCase detail={query.data} key={caseId} onDecided={() => onDecided(caseId)} />;
}

function OpenCase({ detail, onDecided }: { detail: CaseDetail; onDecided: () => void }) {
  const [sheet, setSheet] = useState<CaseSheet>(null);
  const actions = useCaseActions();
  const caseId = detail.id;
  useLease(caseId, detail.mine, () => actions.renew.mutate({ caseId }));
  const close = () => setSheet(null);
  const done = () => {
    close();
    onDecided();
  };
  const decide = (decision: "clear" | "escalate", reason?: string) =>
    void actions.decide(detail, decision, {
      ...(reason === undefined ? {} : { reason }),
      onDone: done,
      onReasonWanted: () => setSheet(decision),
    });
  const offered = useOfferedActions(detail, {
    clear: () => decide("clear"),
    // The refund decides the case, and only its holder decides: so it is claimed before the sheet opens.
    refund: () => {
      if (detail.mine) setSheet("refund");
      else actions.claim.mutate({ caseId }, { onSuccess: () => setSheet("refund") });
    },
    escalate: () => setSheet("escalate"),
    claim: () => actions.claim.mutate({ caseId }),
    note: () => setSheet("note"),
  });
  const isReleasable = detail.mine && detail.state !== "closed";
  return (
    <article aria-label={`Case ${detail.number}`} className="grid gap-3">
      <CaseHead detail={detail} />
      <CaseActionsBar
        actions={offered}
        onRelease={isReleasable ? () => actions.release.mutate({ caseId }) : null}
      />
      <div className="grid items-start gap-3 xl:grid-cols-2">
        <div className="grid gap-3">
          <SuggestionPanel suggestion={detail.suggestion} />
          <CaseHistory detail={detail} />
        </div>
        <EvidencePanel evidence={detail.evidence} />
      </div>
      <CaseSheets
        detail={detail}
        onClose={close}
        onNote={(text) => actions.addNote.mutate({ caseId, text }, { onSuccess: close })}
        onReason={decide}
        onRefundRecorded={done}
        sheet={sheet}
      />
    </article>
  );
}
