"use client";

import { useMutation } from "@tanstack/react-query";
import { signWithPasskey } from "#components/security/passkey-gesture.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { BreakGlassList, BreakGlassWanted } from "#core/contracts/break-glass.ts";
import { useTRPCClient } from "#trpc/client.tsx";

/** Begins, lets the passkey sign the terms, and opens. */
export function useOpenBreakGlass(onOpened: (list: BreakGlassList) => void) {
  const client = useTRPCClient();
  const { toast } = useToast();
  return useMutation({
    mutationFn: async (wanted: BreakGlassWanted) => {
      const proof = await signWithPasskey(await client.breakGlass.begin.mutate(wanted));
      return await client.breakGlass.open.mutate({ ...wanted, proof });
    },
    onSuccess: (list) => {
      onOpened(list);
      toast({
        title: "Break-glass is open",
        description: "Everybody who watches was told. Another person reviews what you do with it.",
        tone: "bad",
      });
    },
  });
}
