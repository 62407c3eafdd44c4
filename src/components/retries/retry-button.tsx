"use client";

import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import type { MoneyDto } from "#core/contracts/shared.ts";
import { RetrySheet } from "./retry-sheet.tsx";

interface RetryButtonProps {
  paymentId: string;
  amount: MoneyDto;
}

/** The retry of one failed payment among others; nothing at all for who may not retry. */
export function RetryButton({ paymentId, amount }: RetryButtonProps) {
  const may = usePermitted("payment:retry");
  const [isOpen, setOpen] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)} size="sm">
        Retry…
      </Button>
      {isOpen ? (
        <RetrySheet amount={amount} onClose={() => setOpen(false)} paymentId={paymentId} />
      ) : null}
    </>
  );
}
