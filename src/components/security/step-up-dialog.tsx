"use client";

import { useState } from "react";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { ConfirmPresence } from "./confirm-presence.tsx";
import { EnrolPasskeyDialog } from "./enrol-passkey-dialog.tsx";
import { EnrolTotpDialog } from "./enrol-totp-dialog.tsx";
import { useSecurity } from "./use-security.ts";

interface StepUpDialogProps {
  /** Called once: whether the proof was given. */
  onClose: (isProven: boolean) => void;
}

/** Asks for the proof that a call waits for; who has nothing to prove themselves with makes it here first, which is a proof. */
export function StepUpDialog({ onClose }: StepUpDialogProps) {
  const { data, error, refetch, keep } = useSecurity();
  const [way, setWay] = useState<"passkey" | "app">("passkey");
  if (data === undefined) {
    return (
      <ConfirmDialog
        commitLabel="Confirm"
        consequence="What you send needs a proof of the last few minutes."
        onCommit={() => undefined}
        onOpenChange={(open) => (open ? undefined : onClose(false))}
        open
        title="Confirm that it is you"
        unavailableBecause="Your passkeys are being looked up."
      >
        {error ? (
          <ApiErrorPanel error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonLines lines={2} />
        )}
      </ConfirmDialog>
    );
  }
  if (data.passkeys.length > 0 || data.totp !== null) {
    return (
      <ConfirmPresence
        onGivenUp={() => onClose(false)}
        onProven={() => onClose(true)}
        security={data}
      />
    );
  }
  const Enrol = way === "passkey" ? EnrolPasskeyDialog : EnrolTotpDialog;
  return (
    <Enrol
      onClose={() => onClose(false)}
      onEnrolled={(security) => {
        keep(security);
        onClose(true);
      }}
      security={data}
    >
      <Button
        className="justify-self-start"
        onClick={() => setWay(way === "passkey" ? "app" : "passkey")}
        variant="link"
      >
        {way === "passkey" ? "Use an authenticator app instead" : "Use a passkey instead"}
      </Button>
    </Enrol>
  );
}
