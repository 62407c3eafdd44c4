"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { errorMessageOf } from "#components/layout/api-error.tsx";
import type { RevealedCustomer } from "#core/contracts/customers.ts";
import { useTRPC } from "#trpc/client.tsx";

/**
 * Personal data in clear, for as long as the server allows; then, or when the page is left, nothing of it is kept.
 */
export function useRevealed(customerId: string) {
  const trpc = useTRPC();
  const [shown, setShown] = useState<RevealedCustomer | null>(null);
  const { mutate, isPending, error, reset } = useMutation(
    trpc.customers.reveal.mutationOptions({ gcTime: 0 }),
  );
  useEffect(() => {
    if (shown === null) return;
    const timer = setTimeout(() => setShown(null), shown.shownForMs);
    return () => clearTimeout(timer);
  }, [shown]);
  return {
    shown,
    hide: () => setShown(null),
    isPending,
    error: error === null ? undefined : errorMessageOf(error),
    forgetError: reset,
    reveal: (reason: string, onDone: () => void) =>
      mutate(
        { customerId, reason },
        {
          onSuccess: (data) => {
            setShown(data);
            reset();
            onDone();
          },
        },
      ),
  };
}

export type Revealed = ReturnType<typeof useRevealed>;
