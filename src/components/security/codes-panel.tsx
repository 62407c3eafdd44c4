"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Security } from "#core/contracts/credentials.ts";
import { EnrolTotpDialog } from "./enrol-totp-dialog.tsx";
import type { SecurityPanelProps } from "./passkeys-panel.tsx";
import { RemoveTotpDialog } from "./remove-dialogs.tsx";

/** The authenticator app, for where no passkey can be used. */
export function CodesPanel({ security, onChanged }: SecurityPanelProps) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const changed = (next: Security) => {
    onChanged(next);
    close();
  };
  const { totp } = security;
  return (
    <Panel
      aside={
        <Button onClick={() => setOpen(true)} size="sm">
          {totp === null ? "Add app…" : "Remove…"}
        </Button>
      }
      title="One-time codes"
    >
      <p className="text-secondary-foreground">
        {totp === null ? (
          "An authenticator app, for a device that cannot use your passkey. Codes sign nothing: the policy takes them for small amounts only."
        ) : (
          <>
            An app was added <Time at={totp.createdAt} />. Each code counts once.
          </>
        )}
      </p>
      {isOpen && totp === null ? (
        <EnrolTotpDialog onClose={close} onEnrolled={changed} security={security} />
      ) : null}
      {isOpen && totp !== null ? <RemoveTotpDialog onChanged={changed} onClose={close} /> : null}
    </Panel>
  );
}
