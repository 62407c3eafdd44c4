"use client";

import { useMutation } from "@tanstack/react-query";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { BreakGlassDto, BreakGlassList } from "#core/contracts/break-glass.ts";
import { useTRPC } from "#trpc/client.tsx";

interface EndDialogProps {
  row: BreakGlassDto;
  onEnded: (list: BreakGlassList) => void;
  onClose: () => void;
}

/** Ends it before its time. */
export function EndDialog({ row, onEnded, onClose }: EndDialogProps) {
  const trpc = useTRPC();
  const end = useMutation(
    trpc.breakGlass.end.mutationOptions({
      onSuccess: (list) => {
        onEnded(list);
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      commitLabel="End break-glass"
      consequence="From now on it opens nothing. What was decided under it stays, and its review is due within 24 hours."
      onCommit={() => end.mutate({ breakGlassId: row.id })}
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      pending={end.isPending}
      title={`End break-glass for ${row.incident}`}
    >
      {end.error ? <ApiErrorPanel error={end.error} /> : null}
    </ConfirmDialog>
  );
}
