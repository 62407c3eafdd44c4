"use client";

import { useState } from "react";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { kindWords } from "#components/overrides/command-kind-words.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { Textarea } from "#components/ui/input.tsx";
import type { CommandDetail } from "#core/contracts/commands.ts";
import { useDecideApproval } from "./use-decide-approval.ts";

const MAX_NOTE = 2000;

interface DecideDialogProps {
  command: CommandDetail;
  decision: "approved" | "rejected";
  onClose: () => void;
}

/** The last step of a signature: names amount and consequence; a rejection needs the words that the requester reads. */
export function DecideDialog({ command, decision, onClose }: DecideDialogProps) {
  const [note, setNote] = useState("");
  const { decide, isSending, error, reset } = useDecideApproval(command, onClose);
  const money = moneyText(command.amount.amountMinor, command.amount.currency);
  const words = kindWords(command.kind);
  const what = words.noun(money, command.targetId);
  const isApproval = decision === "approved";
  const isNoteMissing = !isApproval && note.trim() === "";
  return (
    <ConfirmDialog
      commitLabel={`${isApproval ? "Approve" : "Reject"} ${what}`}
      consequence={
        isApproval
          ? words.consequence
          : `It will not happen, what it reserved is free again, and ${command.requester.name} reads your note.`
      }
      onCommit={() => decide(decision, note)}
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      pending={isSending}
      title={`${isApproval ? "Approve" : "Reject"} ${what}`}
      unavailableBecause={
        isNoteMissing ? "Write why, so that the requester understands." : undefined
      }
      variant={isApproval ? "primary" : "danger"}
    >
      <Field label="Note" optional={isApproval}>
        {(control) => (
          <Textarea
            {...control}
            maxLength={MAX_NOTE}
            onChange={(event) => {
              setNote(event.target.value);
              if (error) reset();
            }}
            rows={2}
            value={note}
          />
        )}
      </Field>
      {error ? <ApiErrorPanel error={error} /> : null}
    </ConfirmDialog>
  );
}
