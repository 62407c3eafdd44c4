"use client";

import { Command } from "cmdk";
import { CornerDownLeft, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { Kbd } from "#components/ui/kbd.tsx";
import { Overlay } from "#components/ui/overlay.tsx";
import { useBoundCommands } from "./command-provider.tsx";
import type { CommandScope } from "./command-spec.ts";
import type { BoundCommand } from "./command-store.ts";
import { jumpTargets } from "./jump-target.ts";
import { commandSpec } from "./registry.ts";

const GROUPS: readonly {
  readonly title: string;
  readonly holds: (scope: CommandScope, id: string) => boolean;
}[] = [
  { title: "Here", holds: (scope) => scope !== "global" },
  { title: "Go to", holds: (scope, id) => scope === "global" && id.startsWith("go.") },
  { title: "Console", holds: (scope, id) => scope === "global" && !id.startsWith("go.") },
];

/** Already done by opening it, or only of use from the keyboard. */
const LEFT_OUT = new Set<string>(["palette.open", "search.focus", "list.next", "list.previous"]);

const itemClasses =
  "flex min-h-9 cursor-default items-center gap-3 rounded-md px-2.5 text-body data-[disabled=true]:opacity-50 data-[selected=true]:bg-accent";

const groupClasses =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-label [&_[cmdk-group-heading]]:text-muted-foreground";

function CommandItem({
  command,
  onRun,
}: {
  command: BoundCommand;
  onRun: (command: BoundCommand) => void;
}) {
  const spec = commandSpec(command.id);
  return (
    <Command.Item
      className={itemClasses}
      disabled={command.unavailableBecause !== undefined}
      keywords={[...spec.keywords]}
      onSelect={() => onRun(command)}
      value={spec.title}
    >
      <span className="flex-1">
        {spec.title}
        {command.unavailableBecause ? (
          <span className="block text-meta text-muted-foreground">
            {command.unavailableBecause}
          </span>
        ) : null}
      </span>
      {spec.keys[0] ? <Kbd keys={spec.keys[0]} /> : null}
    </Command.Item>
  );
}

function JumpItems({ text, onGo }: { text: string; onGo: (href: string) => void }) {
  const plain = text.trim();
  if (plain === "") return null;
  const items = [
    ...jumpTargets(text).map(({ kind, ...target }) => ({ verb: kind, ...target })),
    {
      verb: "Search payments for",
      text: plain,
      href: `/payments?query=${encodeURIComponent(plain)}`,
    },
  ].filter((item, index, all) => all.findIndex((one) => one.href === item.href) === index);
  return (
    <Command.Group className={groupClasses} forceMount heading="Find">
      {items.map((item) => (
        <Command.Item
          className={itemClasses}
          forceMount
          key={item.href}
          onSelect={() => onGo(item.href)}
          value={`find ${item.href}`}
        >
          <Search aria-hidden="true" className="size-4 text-muted-foreground" />
          <span className="min-w-0 flex-1 truncate">
            <span className="text-secondary-foreground">{item.verb}</span>{" "}
            <span className="font-mono text-meta">{item.text}</span>
          </span>
          <CornerDownLeft aria-hidden="true" className="size-4 text-muted-foreground" />
        </Command.Item>
      ))}
    </Command.Group>
  );
}

/** Everything by typing: paste an id, an address, an e-mail, four digits or an amount to go there; type to find a command. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState("");
  const router = useRouter();
  const commands = useBoundCommands().filter((command) => !LEFT_OUT.has(command.id));
  const run = (command: BoundCommand) => {
    onClose();
    command.run();
  };
  const go = (href: string) => {
    onClose();
    router.push(href);
  };
  return (
    <Dialog.Root onOpenChange={(open) => (open ? undefined : onClose())} open>
      <Dialog.Portal>
        <Overlay />
        <Dialog.Content
          aria-describedby={undefined}
          className="pop-in fixed top-[14vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg bg-popover shadow-overlay outline-none"
        >
          <Dialog.Title className="sr-only">Commands</Dialog.Title>
          <Command label="Commands" loop>
            <Command.Input
              className="h-12 w-full border-b bg-transparent px-4 text-form outline-none placeholder:text-muted-foreground"
              onValueChange={setText}
              placeholder="Type a command, or paste an id, e-mail, last four digits or amount"
              value={text}
            />
            <Command.List
              className="max-h-[min(24rem,56vh)] overflow-y-auto overscroll-contain p-1.5"
              data-scrolls=""
            >
              <JumpItems onGo={go} text={text} />
              {GROUPS.map((group) => (
                <Command.Group className={groupClasses} heading={group.title} key={group.title}>
                  {commands
                    .filter((command) => group.holds(commandSpec(command.id).scope, command.id))
                    .map((command) => (
                      <CommandItem command={command} key={command.id} onRun={run} />
                    ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
