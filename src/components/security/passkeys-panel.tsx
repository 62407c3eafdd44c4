"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { EmptyFirstUse } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PasskeyDto, Security } from "#core/contracts/credentials.ts";
import { EnrolPasskeyDialog } from "./enrol-passkey-dialog.tsx";
import { RemovePasskeyDialog } from "./remove-dialogs.tsx";
import { RenamePasskeyDialog } from "./rename-passkey-dialog.tsx";

export interface SecurityPanelProps {
  security: Security;
  onChanged: (security: Security) => void;
}

type Open = { readonly dialog: "rename" | "remove"; readonly passkey: PasskeyDto };

function PasskeyLine({ passkey, onOpen }: { passkey: PasskeyDto; onOpen: (open: Open) => void }) {
  const { name, synced, createdAt, lastUsedAt } = passkey;
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b px-3 py-2 last:border-b-0">
      <span className="min-w-0 break-words font-medium">{name}</span>
      <span className="text-secondary-foreground">
        {synced ? "Synced by a password manager" : "On one device"}
      </span>
      <span className="text-muted-foreground">
        added <Time at={createdAt} />
        {lastUsedAt === null ? null : (
          <>
            , used <Time at={lastUsedAt} />
          </>
        )}
      </span>
      <span className="ml-auto inline-flex gap-2">
        <Button
          aria-label={`Rename ${name}`}
          onClick={() => onOpen({ dialog: "rename", passkey })}
          size="sm"
        >
          Rename…
        </Button>
        <Button
          aria-label={`Remove ${name}`}
          onClick={() => onOpen({ dialog: "remove", passkey })}
          size="sm"
        >
          Remove…
        </Button>
      </span>
    </li>
  );
}

/** The person's passkeys, with what can be done with each. */
export function PasskeysPanel({ security, onChanged }: SecurityPanelProps) {
  const [isAdding, setAdding] = useState(false);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => {
    setAdding(false);
    setOpen(null);
  };
  const changed = (next: Security) => {
    onChanged(next);
    close();
  };
  return (
    <Panel
      aside={
        <Button onClick={() => setAdding(true)} size="sm">
          <Plus aria-hidden="true" />
          Add passkey…
        </Button>
      }
      flush
      title="Passkeys"
    >
      {security.passkeys.length === 0 ? (
        <EmptyFirstUse title="No passkey yet">
          A passkey signs exactly what you approve, on your own device. Add one before you approve
          anything.
        </EmptyFirstUse>
      ) : (
        <ul aria-label="Passkeys">
          {security.passkeys.map((passkey) => (
            <PasskeyLine key={passkey.id} onOpen={setOpen} passkey={passkey} />
          ))}
        </ul>
      )}
      {isAdding ? (
        <EnrolPasskeyDialog onClose={close} onEnrolled={changed} security={security} />
      ) : null}
      {open?.dialog === "rename" ? (
        <RenamePasskeyDialog onChanged={changed} onClose={close} passkey={open.passkey} />
      ) : null}
      {open?.dialog === "remove" ? (
        <RemovePasskeyDialog onChanged={changed} onClose={close} passkey={open.passkey} />
      ) : null}
    </Panel>
  );
}
