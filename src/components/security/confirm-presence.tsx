"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { Security } from "#core/contracts/credentials.ts";
import { useTRPCClient } from "#trpc/client.tsx";
import { CodeField, isCode } from "./code-field.tsx";
import { GestureProblem } from "./gesture-problem.tsx";
import { signWithPasskey } from "./passkey-gesture.ts";

interface ConfirmPresenceProps {
  security: Security;
  onProven: () => void;
  onGivenUp: () => void;
}

/**
 * Asks a person to prove that they are there. With a passkey the browser asks at once, since they have just pressed to send;
 * a code is typed.
 */
export function ConfirmPresence({ security, onProven, onGivenUp }: ConfirmPresenceProps) {
  const client = useTRPCClient();
  const [code, setCode] = useState("");
  const hasPasskey = security.passkeys.length > 0;
  const prove = useMutation({
    mutationFn: async (typed: string) => {
      const request = await client.access.beginStepUp.mutate();
      const { challengeId } = request;
      const proof = isCode(typed)
        ? ({ method: "totp", challengeId, code: typed } as const)
        : await signWithPasskey(request);
      await client.access.stepUp.mutate(proof);
    },
    onSuccess: onProven,
  });
  const { mutate } = prove;
  const begun = useRef(false);
  useEffect(() => {
    if (!hasPasskey || begun.current) return;
    begun.current = true;
    mutate("");
  }, [hasPasskey, mutate]);
  const needsCode = !hasPasskey && !isCode(code);
  return (
    <ConfirmDialog
      commitLabel={hasPasskey && !isCode(code) ? "Confirm with passkey" : "Confirm with code"}
      consequence="What you send needs a proof of the last few minutes. It is sent by itself afterwards, as you wrote it."
      onCommit={() => mutate(code)}
      onOpenChange={(open) => (open ? undefined : onGivenUp())}
      open
      pending={prove.isPending}
      title="Confirm that it is you"
      unavailableBecause={needsCode ? "Type the six digits of your authenticator app." : undefined}
    >
      {security.totp === null ? null : (
        <CodeField
          label={hasPasskey ? "Or a one-time code" : "One-time code"}
          onChange={(text) => {
            setCode(text);
            if (prove.isError) prove.reset();
          }}
          value={code}
        />
      )}
      <GestureProblem error={prove.error} />
    </ConfirmDialog>
  );
}
