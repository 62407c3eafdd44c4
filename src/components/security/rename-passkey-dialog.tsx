"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { PasskeyDto, Security } from "#core/contracts/credentials.ts";
import { useTRPC } from "#trpc/client.tsx";

const MAX_NAME = 60;

interface RenamePasskeyDialogProps {
  passkey: PasskeyDto;
  onChanged: (security: Security) => void;
  onClose: () => void;
}

/** Gives a passkey another name. */
export function RenamePasskeyDialog({ passkey, onChanged, onClose }: RenamePasskeyDialogProps) {
  const trpc = useTRPC();
  const [name, setName] = useState(passkey.name);
  const rename = useMutation(trpc.access.renamePasskey.mutationOptions({ onSuccess: onChanged }));
  return (
    <ConfirmDialog
      commitLabel="Rename"
      consequence="Only its name in this list changes."
      onCommit={() => rename.mutate({ passkeyId: passkey.id, name })}
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      pending={rename.isPending}
      title={`Rename ${passkey.name}`}
      unavailableBecause={name.trim() === "" ? "Type a name." : undefined}
    >
      <Field label="Name">
        {(control) => (
          <Input
            {...control}
            maxLength={MAX_NAME}
            onChange={(event) => setName(event.target.value)}
            value={name}
          />
        )}
      </Field>
      {rename.error ? <ApiErrorPanel error={rename.error} /> : null}
    </ConfirmDialog>
  );
}
