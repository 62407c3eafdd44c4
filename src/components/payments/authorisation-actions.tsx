"use client";

import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { useCommands } from "#components/commands/use-commands.ts";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { PaymentDetail } from "#core/contracts/payments.ts";
import { CancelSheet } from "./cancel-sheet.tsx";
import { CaptureSheet } from "./capture-sheet.tsx";

type Sheet = "capture" | "cancel" | null;

/** Capture and cancel, for a payment that is authorised and for who may; nothing at all otherwise. */
export function AuthorisationActions({ detail }: { detail: PaymentDetail }) {
  const may = usePermitted("payment:capture");
  const [sheet, setSheet] = useState<Sheet>(null);
  const close = () => setSheet(null);
  const { authorisation, payment } = detail;
  const isOpen = may && authorisation !== null;
  useCommands(
    "payment",
    isOpen
      ? {
          "payment.capture": () => setSheet("capture"),
          "payment.cancel": () => setSheet("cancel"),
        }
      : {},
  );
  if (!isOpen) return null;
  return (
    <>
      <Button onClick={() => setSheet("capture")} variant="primary">
        Capture… <Kbd inverted keys="c" />
      </Button>
      <Button onClick={() => setSheet("cancel")}>Cancel authorisation…</Button>
      {sheet === "capture" ? (
        <CaptureSheet
          capturable={authorisation.capturable}
          onClose={close}
          paymentId={payment.id}
        />
      ) : null}
      {sheet === "cancel" ? <CancelSheet onClose={close} paymentId={payment.id} /> : null}
    </>
  );
}
