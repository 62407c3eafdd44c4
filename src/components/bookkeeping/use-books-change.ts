"use client";

import {
  keepPreviousData,
  skipToken,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useState } from "react";
import { signerRoles } from "#components/overrides/signer-words.ts";
import { newCommandId } from "#components/refunds/new-command-id.ts";
import { useDebounced } from "#components/refunds/use-debounced.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { BooksChange, BooksChangePreview } from "#core/contracts/bookkeeping.ts";
import { type ApiError, useTRPC, useTRPCClient } from "#trpc/client.tsx";

const QUIET_MS = 250;

/** Two changes are the same when they would be sent as the same text. */
function keyOf(change: BooksChange | null): string {
  return JSON.stringify(change, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}

/**
 * A change of the books on its way: its preview, renewed as it is typed, the note for who signs, and how to ask. The
 * command's id is made once, so that asking again after a lost answer is the same intent.
 */
export function useBooksChange(change: BooksChange | null, onAsked: () => void) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { toast } = useToast();
  const [commandId] = useState(newCommandId);
  const [note, setNote] = useState("");
  const settled = useDebounced(keyOf(change), QUIET_MS);
  const isSettled = change !== null && settled === keyOf(change);
  const query = useQuery<BooksChangePreview, ApiError>({
    // Amounts are bigints, which a key of the query client cannot hold: their text stands for them.
    queryKey: ["books-preview", commandId, settled],
    queryFn: isSettled
      ? ({ signal }) => client.bookkeeping.preview.query({ change }, { signal })
      : skipToken,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const request = useMutation(
    trpc.bookkeeping.request.mutationOptions({
      onSuccess: ({ verdict }) => {
        toast({
          title: "Approval asked for",
          description: `Nothing is posted yet. Waits for ${signerRoles(verdict)}.`,
          tone: "pend",
        });
        onAsked();
      },
      onSettled: async () => {
        const stale = [trpc.bookkeeping.pathKey(), trpc.reconciliation.pathKey()];
        const more = [trpc.commands.pathKey(), trpc.approvals.pathKey()];
        const keys = [...stale, ...more];
        await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
      },
    }),
  );
  const isCurrent = isSettled && query.data !== undefined && !query.isFetching && !query.error;
  const preview: BooksChangePreview | null = change === null ? null : (query.data ?? null);
  const missing = whyNot({ change, isCurrent, note, preview, failed: query.error !== null });
  return {
    preview,
    isCurrent,
    previewError: change === null || query.isFetching ? null : query.error,
    retryPreview: () => void query.refetch(),
    note,
    setNote,
    sendError: request.error,
    isSending: request.isPending,
    unavailableBecause: missing,
    send: () => {
      if (change === null || preview === null || missing !== undefined || request.isPending) return;
      const { previewHash } = preview.preview;
      request.mutate({ commandId, change, note: note.trim(), previewHash });
    },
  };
}

function whyNot(state: {
  change: BooksChange | null;
  isCurrent: boolean;
  note: string;
  preview: BooksChangePreview | null;
  failed: boolean;
}): string | undefined {
  if (state.change === null) return "Something is missing above.";
  if (state.failed) return "The preview could not be made, so nothing can be sent.";
  if (!state.isCurrent) return "Waits for the preview.";
  const verdict = state.preview?.preview.verdict;
  if (verdict?.kind === "deny") return verdict.reasons[0]?.text ?? "Forbidden by policy.";
  return state.note.trim() === "" ? "Write why, for who signs and who audits." : undefined;
}
