"use client";

import { queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { loadPasskeys } from "#components/security/passkey-gesture.ts";
import type { SeenCommand } from "#core/contracts/commands.ts";
import { useTRPCClient } from "#trpc/client.tsx";

/**
 * What is to be signed for a yes, asked for when the dialog opens: so it can be read before, and the authenticator is asked
 * at once when the person commits. It serves once and five minutes; `refetch` begins anew.
 */
export function useApprovalRequest(seen: SeenCommand, isWanted: boolean) {
  const client = useTRPCClient();
  useEffect(() => {
    if (isWanted) void loadPasskeys();
  }, [isWanted]);
  const options = queryOptions({
    queryKey: ["approval-request", seen],
    queryFn: () => client.approvals.begin.mutate(seen),
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
  return useQuery(options);
}
