"use client";

import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { Security } from "#core/contracts/credentials.ts";
import { useTRPCClient } from "#trpc/client.tsx";
import { CodeField, isCode } from "./code-field.tsx";
import { GestureProblem } from "./gesture-problem.tsx";
import { PasswordField } from "./password-field.tsx";

interface EnrolTotpDialogProps {
  security: Security;
  onEnrolled: (security: Security) => void;
  onClose: () => void;
  /** The other way. */
  children?: ReactNode;
}

const TITLE = "Add an authenticator app";

/** Shows a secret for an authenticator app, and takes its first code. */
export function EnrolTotpDialog(props: EnrolTotpDialogProps) {
  const { security, onEnrolled, onClose, children } = props;
  const client = useTRPCClient();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const begin = useMutation({
    mutationFn: () => client.access.beginTotp.mutate(security.needsPassword ? { password } : {}),
  });
  const confirm = useMutation({
    mutationFn: () => client.access.confirmTotp.mutate({ code }),
    onSuccess: onEnrolled,
  });
  const shared = {
    onOpenChange: (open: boolean) => (open ? undefined : onClose()),
    open: true,
    title: TITLE,
  };
  if (begin.data === undefined) {
    const isMissing = security.needsPassword && password === "";
    return (
      <ConfirmDialog
        {...shared}
        commitLabel="Show the secret"
        consequence="One-time codes are the second best: they sign nothing, and a false page can ask for them. The policy takes them for small amounts only."
        onCommit={() => begin.mutate()}
        pending={begin.isPending}
        unavailableBecause={isMissing ? "Type your password." : undefined}
      >
        {security.needsPassword ? <PasswordField onChange={setPassword} value={password} /> : null}
        {children}
        <GestureProblem error={begin.error} />
      </ConfirmDialog>
    );
  }
  return (
    <ConfirmDialog
      {...shared}
      commitLabel="Confirm the first code"
      consequence="Type this secret into your app, or open it there; then type the six digits that it shows."
      onCommit={() => confirm.mutate()}
      pending={confirm.isPending}
      unavailableBecause={isCode(code) ? undefined : "Type the six digits that the app shows."}
    >
      <div className="grid gap-1">
        <span className="text-meta text-muted-foreground">Secret, shown once</span>
        <span className="flex items-center gap-1">
          <code className="break-all font-mono text-body">{grouped(begin.data.secret)}</code>
          <CopyButton label="Copy the secret" text={begin.data.secret} />
        </span>
        <a className="text-primary underline underline-offset-2" href={begin.data.uri}>
          Open it in an app on this device
        </a>
      </div>
      <CodeField onChange={setCode} value={code} />
      <GestureProblem error={confirm.error} />
    </ConfirmDialog>
  );
}

/** In groups of four, as people type it. */
function grouped(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(" ") ?? secret;
}
