"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "#trpc/client.tsx";

/** Events tell of news at once; this is for a stream that is cut. */
const POLL_MS = 60_000;

/** What the person was told of, and `read`, which marks these, or all, as read. */
export function useNotifications() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const query = useQuery({ ...trpc.notifications.list.queryOptions(), refetchInterval: POLL_MS });
  const { mutate } = useMutation(
    trpc.notifications.read.mutationOptions({
      onSuccess: (notifications) =>
        queryClient.setQueryData(trpc.notifications.list.queryKey(), notifications),
    }),
  );
  return { ...query, read: (ids?: string[]) => mutate(ids ? { ids } : {}) };
}
