"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { errorMessageOf } from "#components/layout/api-error.tsx";
import type { RevealedCustomer } from "#core/contracts/customers.ts";
import { useTRPC } from "#trpc/client.tsx";

interface Shown {
  readonly data: RevealedCustomer;
  readonly untilMs: number;
}

/**
 * Personal data in clear, for as long as the server allows; then, or when the page is left, nothing of it is kept. Time is the
 * browser's monotonic one.
 */
export function useRevealed(customerId: string) {
  const trpc = useTRPC();
  const [shown, setShown] = useState<Shown | null>(null);
  const { mutate, isPending, error, reset } = useMutation(
    trpc.customers.reveal.mutationOptions({ gcTime: 0 }),
  );
  useEffect(() => {
    if (shown === null) return;
    const timer = setTimeout(() => setShown(null), shown.untilMs - performance.now());
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
            setShown({ data, untilMs: performance.now() + data.shownForMs });
            reset();
            onDone();
          },
        },
      ),
  };
}

export type Revealed = ReturnType<typeof useRevealed>;
