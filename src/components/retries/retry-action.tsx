"use client";

import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { useCommands } from "#components/commands/use-commands.ts";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { PaymentRow } from "#core/contracts/payments.ts";
import { RetrySheet } from "./retry-sheet.tsx";

/** The retry button of a failed payment and its sheet; nothing at all for other payments, and for who may not retry. */
export function RetryAction({ payment }: { payment: PaymentRow }) {
  const may = usePermitted("payment:retry");
  const [isOpen, setOpen] = useState(false);
  const offered = may && payment.state === "failed";
  const open = () => setOpen(true);
  useCommands("payment", offered ? { "payment.retry": open } : {});
  if (!offered) return null;
  return (
    <>
      <Button onClick={open} variant="primary">
        Retry… <Kbd inverted keys="t" />
      </Button>
      {isOpen ? (
        <RetrySheet amount={payment.amount} onClose={() => setOpen(false)} paymentId={payment.id} />
      ) : null}
    </>
  );
}
