"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRefreshOverrides } from "#components/overrides/use-refresh-overrides.ts";
import { useToast } from "#components/ui/toast.tsx";
import { useTRPC } from "#trpc/client.tsx";

const DONE = {
  pause: { title: "Paused", description: "Nothing more goes out." },
  resume: { title: "Goes on", description: "The next rows go out." },
  release: { title: "The rest goes out", description: "Four at a time, behind single overrides." },
  stop: { title: "Stopped", description: "What had not been sent was taken back." },
} as const;
export type BulkControl = keyof typeof DONE;

/** Pauses a bulk, lets it go on, or stops it. */
export function useBulkControl(control: BulkControl, onDone: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { toast } = useToast();
  const refresh = useRefreshOverrides();
  return useMutation(
    trpc.bulk[control].mutationOptions({
      onSuccess: () => {
        onDone();
        toast({ ...DONE[control], tone: "info" });
      },
      onSettled: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.bulk.pathKey() });
        await refresh();
      },
    }),
  );
}
