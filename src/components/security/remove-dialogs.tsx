"use client";

import { useMutation } from "@tanstack/react-query";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { PasskeyDto, Security } from "#core/contracts/credentials.ts";
import { useTRPC } from "#trpc/client.tsx";

interface RemoveDialogProps {
  onChanged: (security: Security) => void;
  onClose: () => void;
}

/** Ends a passkey. */
export function RemovePasskeyDialog(props: RemoveDialogProps & { passkey: PasskeyDto }) {
  const { passkey, onChanged, onClose } = props;
  const trpc = useTRPC();
  const remove = useMutation(trpc.access.removePasskey.mutationOptions({ onSuccess: onChanged }));
  return (
    <ConfirmDialog
      commitLabel={`Remove ${passkey.name}`}
      consequence="You can no longer sign or confirm with it. What it signed stays valid and can still be verified."
      onCommit={() => remove.mutate({ passkeyId: passkey.id })}
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      pending={remove.isPending}
      title={`Remove ${passkey.name}`}
      variant="danger"
    >
      {remove.error ? <ApiErrorPanel error={remove.error} /> : null}
    </ConfirmDialog>
  );
}

/** Ends the one-time codes. */
export function RemoveTotpDialog({ onChanged, onClose }: RemoveDialogProps) {
  const trpc = useTRPC();
  const remove = useMutation(trpc.access.removeTotp.mutationOptions({ onSuccess: onChanged }));
  return (
    <ConfirmDialog
      commitLabel="Remove authenticator app"
      consequence="Its codes count no more. You can add an app again with a new secret."
      onCommit={() => remove.mutate()}
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      pending={remove.isPending}
      title="Remove authenticator app"
      variant="danger"
    >
      {remove.error ? <ApiErrorPanel error={remove.error} /> : null}
    </ConfirmDialog>
  );
}
