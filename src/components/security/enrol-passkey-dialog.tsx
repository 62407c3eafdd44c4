"use client";

import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Security } from "#core/contracts/credentials.ts";
import { useTRPCClient } from "#trpc/client.tsx";
import { GestureProblem } from "./gesture-problem.tsx";
import { loadPasskeys, makePasskey } from "./passkey-gesture.ts";
import { PasswordField } from "./password-field.tsx";

const MAX_NAME = 60;

interface EnrolPasskeyDialogProps {
  security: Security;
  onEnrolled: (security: Security) => void;
  onClose: () => void;
  /** The other way, for who has no authenticator at hand. */
  children?: ReactNode;
}

/** Makes a passkey on this device, another one, or a security key; the browser asks which. */
export function EnrolPasskeyDialog(props: EnrolPasskeyDialogProps) {
  const { security, onEnrolled, onClose, children } = props;
  const client = useTRPCClient();
  const [name, setName] = useState("This device");
  const [password, setPassword] = useState("");
  useEffect(() => void loadPasskeys(), []);
  const enrol = useMutation({
    mutationFn: async () => {
      const known = security.needsPassword ? { password } : {};
      const offer = await client.access.beginPasskey.mutate(known);
      const attestation = await makePasskey(offer);
      const { challengeId } = offer;
      return await client.access.addPasskey.mutate({ challengeId, name, attestation });
    },
    onSuccess: onEnrolled,
  });
  const isMissing = name.trim() === "" || (security.needsPassword && password === "");
  return (
    <ConfirmDialog
      commitLabel="Add passkey"
      consequence="With a passkey you countersign what others ask for, and confirm what you ask for yourself. Its private key never leaves your authenticator."
      onCommit={() => enrol.mutate()}
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      pending={enrol.isPending}
      title="Add a passkey"
      unavailableBecause={isMissing ? "Fill in the fields above." : undefined}
    >
      {security.needsPassword ? <PasswordField onChange={setPassword} value={password} /> : null}
      <Field hint="So that you know it again in the list." label="Name">
        {(control) => (
          <Input
            {...control}
            maxLength={MAX_NAME}
            onChange={(event) => setName(event.target.value)}
            value={name}
          />
        )}
      </Field>
      {children}
      <GestureProblem error={enrol.error} />
    </ConfirmDialog>
  );
}
