"use client";

import { AlertDialog } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { Button } from "./button.tsx";
import { CommitButton } from "./commit-button.tsx";
import { isCommitChord } from "./commit-keys.ts";
import { Overlay } from "./overlay.tsx";

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Names object and amount: "Approve refund of 4,200.00 EUR". Never "Are you sure?". */
  title: string;
  /** The consequence in one sentence. */
  consequence: string;
  /** Verb and amount on the button. */
  commitLabel: string;
  onCommit: () => void;
  variant?: "primary" | "danger";
  pending?: boolean;
  unavailableBecause?: string | undefined;
  children?: ReactNode;
}

/** Asks once more before something that counts. Focus starts on Cancel; only ⌘↵ or a click commits. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, consequence, commitLabel, onCommit, children } = props;
  const cancel = useRef<HTMLButtonElement>(null);
  const blocked = props.pending === true || props.unavailableBecause !== undefined;
  return (
    <AlertDialog.Root onOpenChange={onOpenChange} open={open}>
      <AlertDialog.Portal>
        <Overlay overSheets />
        <AlertDialog.Content
          aria-modal="true"
          className="pop-in fixed top-[18vh] left-1/2 z-50 grid w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 gap-4 rounded-lg bg-popover p-4 shadow-overlay outline-none"
          onKeyDown={(event) => {
            if (!isCommitChord(event)) return;
            event.preventDefault();
            if (!blocked) onCommit();
          }}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            cancel.current?.focus();
          }}
        >
          <div className="grid gap-1">
            <AlertDialog.Title className="text-section">{title}</AlertDialog.Title>
            <AlertDialog.Description className="text-body text-secondary-foreground">
              {consequence}
            </AlertDialog.Description>
          </div>
          {children}
          <div className="grid grid-cols-[auto_1fr] gap-2">
            <AlertDialog.Cancel asChild>
              <Button ref={cancel} size="lg">
                Cancel
              </Button>
            </AlertDialog.Cancel>
            <CommitButton
              onCommit={onCommit}
              pending={props.pending ?? false}
              unavailableBecause={props.unavailableBecause}
              variant={props.variant ?? "primary"}
            >
              {commitLabel}
            </CommitButton>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
