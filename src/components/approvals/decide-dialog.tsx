"use client";

import { useState } from "react";
import { kindWords } from "#components/overrides/command-kind-words.ts";
import { CodeField, isCode } from "#components/security/code-field.tsx";
import { GestureProblem } from "#components/security/gesture-problem.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { Textarea } from "#components/ui/input.tsx";
import type { CommandDetail } from "#core/contracts/commands.ts";
import { SignedMessage } from "./signed-message.tsx";
import { useDecideApproval } from "./use-decide-approval.ts";

const MAX_NOTE = 2000;

interface DecideDialogProps {
  command: CommandDetail;
  decision: "approved" | "rejected";
  onClose: () => void;
}

function whyNot(
  decision: DecideDialogProps["decision"],
  typed: { note: string; code: string; isCodeOnly: boolean },
): string | undefined {
  if (decision === "rejected" && typed.note.trim() === "")
    return "Write why, so that the requester understands.";
  if (typed.isCodeOnly && !isCode(typed.code))
    return "Type the six digits of your authenticator app.";
  return undefined;
}

/**
 * The last step of a decision: names amount and consequence. A yes shows what is signed, and committing asks for the passkey;
 * a no needs the words that the requester reads.
 */
export function DecideDialog({ command, decision, onClose }: DecideDialogProps) {
  const [note, setNote] = useState("");
  const [code, setCode] = useState("");
  const deciding = useDecideApproval(command, decision, onClose);
  const { decide, isSending, error, reset, request } = deciding;
  const money = moneyText(command.amount.amountMinor, command.amount.currency);
  const words = kindWords(command.kind);
  const what = words.noun(money, command.targetId);
  const isApproval = decision === "approved";
  const isCodeOnly = request?.passkeys.length === 0 && request.totp;
  return (
    <ConfirmDialog
      commitLabel={`${isApproval ? "Approve" : "Reject"} ${what}`}
      consequence={
        isApproval
          ? words.consequence
          : `It will not happen, what it reserved is free again, and ${command.requester.name} reads your note.`
      }
      onCommit={() => decide({ note, code })}
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      pending={isSending}
      title={`${isApproval ? "Approve" : "Reject"} ${what}`}
      unavailableBecause={whyNot(decision, { note, code, isCodeOnly })}
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
      {isApproval ? <SignedMessage command={command} request={request} /> : null}
      {request?.totp === true ? (
        <CodeField
          label={isCodeOnly ? "One-time code" : "Or a one-time code"}
          onChange={(text) => {
            setCode(text);
            if (error) reset();
          }}
          value={code}
        />
      ) : null}
      <GestureProblem error={error} />
    </ConfirmDialog>
  );
}
