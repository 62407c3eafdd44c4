"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import type { BreakGlassDto, BreakGlassList } from "#core/contracts/break-glass.ts";
import { useTRPC } from "#trpc/client.tsx";

const MAX_NOTE = 2000;

interface ReviewDialogProps {
  row: BreakGlassDto;
  onReviewed: (list: BreakGlassList) => void;
  onClose: () => void;
}

/** Closes the review: what was found, in words. */
export function ReviewDialog({ row, onReviewed, onClose }: ReviewDialogProps) {
  const trpc = useTRPC();
  const [note, setNote] = useState("");
  const review = useMutation(
    trpc.breakGlass.review.mutationOptions({
      onSuccess: (list) => {
        onReviewed(list);
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      commitLabel="Close the review"
      consequence={`You have looked at what ${row.openedBy.name} did under it. Your name and note stay with it for good.`}
      onCommit={() => review.mutate({ breakGlassId: row.id, note: note.trim() })}
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      pending={review.isPending}
      title={`Review break-glass for ${row.incident}`}
      unavailableBecause={note.trim() === "" ? "Write what you found." : undefined}
    >
      <Field hint="Was it needed, and was what was decided right?" label="What you found">
        {(control) => (
          <Textarea
            {...control}
            maxLength={MAX_NOTE}
            onChange={(event) => {
              setNote(event.target.value);
              if (review.error) review.reset();
            }}
            rows={3}
            value={note}
          />
        )}
      </Field>
      {review.error ? <ApiErrorPanel error={review.error} /> : null}
    </ConfirmDialog>
  );
}
