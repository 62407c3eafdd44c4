"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { CommitButton } from "#components/ui/commit-button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { RadioList } from "#components/ui/segmented-control.tsx";
import { SideSheet } from "#components/ui/side-sheet.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { EVERYTHING } from "#core/contracts/operations.ts";
import { useTRPC } from "#trpc/client.tsx";
import { coversWords } from "./covers-words.ts";

const MAX_REASON = 2000;

function useStop(onStopped: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { toast } = useToast();
  return useMutation(
    trpc.operations.stop.mutationOptions({
      onSuccess: (_stops, { covers }) => {
        onStopped();
        toast({
          title: `${coversWords(covers)} stopped`,
          description: "Nothing more is sent. Requests are queued until two people take it off.",
          tone: "bad",
        });
      },
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.operations.pathKey() }),
    }),
  );
}

function Consequences() {
  return (
    <ul className="grid list-inside list-disc gap-1 text-secondary-foreground">
      <li>What is being sent at this moment is with Stripe and cannot be stopped.</li>
      <li>Requests are still taken and wait; undo and approvals go on as ever.</li>
      <li>Lost answers are still looked for at Stripe; nothing is sent again.</li>
      <li>Only another finance reviewer or a manager can sign its end.</li>
    </ul>
  );
}

/** Puts a kill switch on: what it covers and why. It counts at once; taking it off needs another person. */
export function StopSheet({ kinds, onClose }: { kinds: readonly string[]; onClose: () => void }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [covers, setCovers] = useState(EVERYTHING);
  const [reason, setReason] = useState("");
  const { mutate, isPending, error } = useStop(onClose);
  const missing = reason.trim() === "" ? "Write why: everybody reads it." : undefined;
  const commit = () => {
    if (missing === undefined && !isPending) mutate({ covers, reason: reason.trim() });
  };
  const choices = [EVERYTHING, ...kinds].map((value) => ({ value, label: coversWords(value) }));
  return (
    <SideSheet
      description="At once, for everybody. Nothing is lost: what is asked for waits."
      footer={
        <div className="grid gap-3">
          {error ? <ApiErrorPanel error={error} /> : null}
          <CommitButton
            onCommit={commit}
            pending={isPending}
            unavailableBecause={missing}
            variant="danger"
          >
            {`Stop ${coversWords(covers).toLowerCase()}`}
          </CommitButton>
        </div>
      }
      initialFocus={field}
      onCommit={commit}
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      title="Stop overrides"
    >
      <form className="grid gap-4" noValidate onSubmit={(event) => event.preventDefault()}>
        <Field hint="Shown on every screen and kept in the log." label="Reason">
          {(control) => (
            <Textarea
              {...control}
              maxLength={MAX_REASON}
              onChange={(event) => setReason(event.target.value)}
              ref={field}
              rows={3}
              value={reason}
            />
          )}
        </Field>
        <RadioList choices={choices} label="What is stopped" onChange={setCovers} value={covers} />
        <Consequences />
      </form>
    </SideSheet>
  );
}
