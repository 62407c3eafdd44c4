"use client";

import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import { useRef } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Overlay } from "#components/ui/overlay.tsx";
import { useBoundCommands } from "./command-provider.tsx";
import { COMMAND_SCOPES, type CommandScope } from "./command-spec.ts";
import { commandSpec } from "./registry.ts";

const SCOPE_TITLES: Readonly<Record<CommandScope, string>> = {
  global: "Everywhere",
  list: "In the list",
  overview: "Overview",
  payments: "Payments",
  payment: "This payment",
  subscription: "Subscription",
  customer: "This customer",
  dispute: "This dispute",
  queue: "Review queue",
  approvals: "Approvals",
  break: "Break",
  notes: "Notes",
  webhooks: "Webhooks",
  ledger: "Ledger",
  toast: "After an action",
};

/** Keys of the forms themselves; they belong to no command because every form has them. */
const FORM_KEYS = [
  { title: "Commit what the form says", keys: "$mod+Enter" },
  { title: "Close, go back", keys: "Escape" },
  { title: "Focus the messages", keys: "F8" },
];

function KeyList({
  title,
  rows,
}: {
  title: string;
  rows: readonly { title: string; keys: string }[];
}) {
  return (
    <section className="break-inside-avoid">
      <h3 className="pb-1 text-label text-muted-foreground">{title}</h3>
      <dl>
        {rows.map((row) => (
          <div className="flex min-h-7 items-center justify-between gap-4" key={row.title}>
            <dt>{row.title}</dt>
            <dd>
              <Kbd keys={row.keys} />
              <span className="sr-only">{row.keys.replace("$mod", "Control")}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The sheet on `?`: the keys that work right now, by place. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const commands = useBoundCommands();
  const content = useRef<HTMLDivElement>(null);
  const groups = COMMAND_SCOPES.map((scope) => ({
    scope,
    rows: commands
      .map((command) => commandSpec(command.id))
      .filter((spec) => spec.scope === scope)
      .flatMap((spec) => (spec.keys[0] ? [{ title: spec.title, keys: spec.keys[0] }] : [])),
  })).filter((group) => group.rows.length > 0);
  return (
    <Dialog.Root onOpenChange={(open) => (open ? undefined : onClose())} open>
      <Dialog.Portal>
        <Overlay />
        <Dialog.Content
          aria-describedby={undefined}
          className="pop-in fixed top-[10vh] left-1/2 z-50 max-h-[80vh] w-[calc(100vw-2rem)] max-w-2xl -translate-x-1/2 overflow-y-auto rounded-lg bg-popover p-4 shadow-overlay outline-none"
          data-scrolls=""
          onOpenAutoFocus={(event) => {
            // Not on the close button: its tooltip would open and take the first Escape for itself.
            event.preventDefault();
            content.current?.focus();
          }}
          ref={content}
        >
          <header className="flex items-center justify-between pb-3">
            <Dialog.Title className="text-section">Keys</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton icon={X} label="Close" size="sm" />
            </Dialog.Close>
          </header>
          <div className="gap-8 space-y-4 md:columns-2">
            {groups.map((group) => (
              <KeyList key={group.scope} rows={group.rows} title={SCOPE_TITLES[group.scope]} />
            ))}
            <KeyList rows={FORM_KEYS} title="In forms" />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
