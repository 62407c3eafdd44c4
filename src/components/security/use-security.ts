"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Security } from "#core/contracts/credentials.ts";
import { useTRPC } from "#trpc/client.tsx";

/** One's own passkeys and codes, and how to show what a change of them answered. */
export function useSecurity() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const query = useQuery(trpc.access.security.queryOptions());
  const { queryKey } = trpc.access.security.queryOptions();
  const keep = useCallback(
    (security: Security) => queryClient.setQueryData(queryKey, security),
    [queryClient, queryKey],
  );
  return { ...query, keep };
}
