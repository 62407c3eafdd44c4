"use client";

import { cardNumberProblem } from "#components/notes/card-number-problem.ts";
import { TextSheet } from "#components/ui/text-sheet.tsx";
import type { CaseDetail } from "#core/contracts/reviews.ts";
import { CaseRefund } from "./case-refund.tsx";

export type CaseSheet = "clear" | "escalate" | "note" | "refund" | null;

interface CaseSheetsProps {
  sheet: CaseSheet;
  detail: CaseDetail;
  onClose: () => void;
  onReason: (decision: "clear" | "escalate", reason: string) => void;
  onNote: (text: string) => void;
  onRefundRecorded: () => void;
}

/** The one sheet of a case that is open: a reason, a note, or the refund. */
export function CaseSheets(props: CaseSheetsProps) {
  const { sheet, detail, onClose } = props;
  switch (sheet) {
    case null:
      return null;
    case "refund":
      return <CaseRefund detail={detail} onClose={onClose} onRecorded={props.onRefundRecorded} />;
    case "note":
      return (
        <TextSheet
          commitLabel="Add note"
          description={`Case ${detail.number}`}
          label="Note"
          onClose={onClose}
          onCommit={props.onNote}
          problemOf={cardNumberProblem}
          title="Add a note"
        />
      );
    case "clear":
    case "escalate":
      return (
        <ReasonSheet
          decision={sheet}
          detail={detail}
          onClose={onClose}
          onCommit={(reason) => props.onReason(sheet, reason)}
        />
      );
  }
}

interface ReasonSheetProps {
  decision: "clear" | "escalate";
  detail: CaseDetail;
  onClose: () => void;
  onCommit: (reason: string) => void;
}

function ReasonSheet({ decision, detail, onClose, onCommit }: ReasonSheetProps) {
  const verb = decision === "clear" ? "Clear" : "Escalate";
  return (
    <TextSheet
      commitLabel={`${verb} case ${detail.number}`}
      description={
        decision === "clear"
          ? "The machine suggests otherwise. Your reason is kept beside its suggestion."
          : "Another person decides it. Tell them what you know."
      }
      label="Reason"
      onClose={onClose}
      onCommit={onCommit}
      title={`${verb} case ${detail.number}`}
    />
  );
}
