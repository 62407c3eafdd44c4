"use client";

import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { useCommands } from "#components/commands/use-commands.ts";
import { Button, type ButtonProps } from "#components/ui/button.tsx";
import { LinkHandover } from "./link-handover.tsx";
import { UpdateLinkSheet } from "./update-link-sheet.tsx";

interface UpdateLinkActionProps {
  customerId: string;
  /** The failed payment that it is about, and its amount as text; null for none. */
  payment: { id: string; amount: string } | null;
  size?: ButtonProps["size"];
}

/** What is open: the request, or the link that came of it. */
type Stage = null | "asking" | { commandId: string };

/** The button that asks for a link, its sheet, and the link; nothing at all for who may not send any. */
export function UpdateLinkAction({ customerId, payment, size }: UpdateLinkActionProps) {
  const may = usePermitted("payment-method:send-link");
  const [stage, setStage] = useState<Stage>(null);
  const ask = () => setStage("asking");
  useCommands("payment", may && payment !== null ? { "payment.update-link": ask } : {});
  if (!may) return null;
  const close = () => setStage(null);
  return (
    <>
      <Button onClick={ask} size={size}>
        Update link…
      </Button>
      {stage === "asking" ? (
        <UpdateLinkSheet
          customerId={customerId}
          onClose={close}
          // A link that waits for a signature is shown from the list, once it was made.
          onRecorded={({ id, state }) =>
            setStage(state === "pending_approval" ? null : { commandId: id })
          }
          paymentId={payment?.id ?? null}
        />
      ) : null}
      {typeof stage === "object" && stage !== null ? (
        <LinkHandover
          commandId={stage.commandId}
          customerId={customerId}
          onClose={close}
          unpaid={payment?.amount ?? null}
        />
      ) : null}
    </>
  );
}
