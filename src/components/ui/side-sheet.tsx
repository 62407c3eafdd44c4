"use client";

import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, type ReactNode, type RefObject, useRef } from "react";
import { isBareEnter, isCommitChord } from "./commit-keys.ts";
import { IconButton } from "./icon-button.tsx";
import { Overlay } from "./overlay.tsx";

interface SideSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What the sheet is about, below the title: object and amount. */
  description: ReactNode;
  children: ReactNode;
  /** Stays at the bottom: verdict and commit button. */
  footer?: ReactNode;
  /** Runs on ⌘↵ / Ctrl+Enter. While it is given, a bare Enter does nothing outside of text areas and links. */
  onCommit?: () => void;
  /** Where the focus starts; otherwise the first control. */
  initialFocus?: RefObject<HTMLElement | null>;
}

const FIRST_CONTROL =
  "[data-sheet-body] :is(input, select, textarea, button, a[href]):not(:disabled)";

/** Enter would press the focused commit button or send the form: money moves on the chord or a click alone. */
function holdEnter(event: KeyboardEvent<HTMLElement>, commit: () => void): void {
  // Before anything else: radio groups claim every Enter for themselves, the chord too.
  if (isCommitChord(event)) {
    event.preventDefault();
    commit();
    return;
  }
  const target = event.target instanceof Element ? event.target : null;
  const inert = target?.closest("input, select, [data-commit]");
  if (isBareEnter(event) && inert) event.preventDefault();
}

/** A sheet of 420 px at the right for one action on one object; Escape closes it and the focus returns. */
export function SideSheet(props: SideSheetProps) {
  const { open, onOpenChange, title, description, children, footer, onCommit, initialFocus } =
    props;
  const content = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root onOpenChange={onOpenChange} open={open}>
      <Dialog.Portal>
        <Overlay />
        <Dialog.Content
          className="sheet-in fixed inset-y-0 right-0 z-50 flex w-full max-w-[420px] flex-col bg-popover shadow-overlay outline-none"
          onKeyDown={onCommit ? (event) => holdEnter(event, onCommit) : undefined}
          onOpenAutoFocus={(event) => {
            const start =
              initialFocus?.current ?? content.current?.querySelector<HTMLElement>(FIRST_CONTROL);
            if (!start) return;
            event.preventDefault();
            start.focus();
          }}
          ref={content}
        >
          <header className="flex items-start justify-between gap-3 border-b px-4 py-3">
            <div className="min-w-0">
              <Dialog.Title className="text-section">{title}</Dialog.Title>
              <Dialog.Description asChild>
                <div className="text-body text-secondary-foreground">{description}</div>
              </Dialog.Description>
            </div>
            <Dialog.Close asChild>
              <IconButton icon={X} keys="Escape" label="Close" size="sm" />
            </Dialog.Close>
          </header>
          <div
            className="flex-1 overflow-y-auto overscroll-contain px-4 py-4"
            data-scrolls=""
            data-sheet-body=""
          >
            {children}
          </div>
          {footer ? <footer className="border-t bg-popover px-4 py-3">{footer}</footer> : null}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
