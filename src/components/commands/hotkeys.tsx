"use client";

import { useEffect } from "react";
import { tinykeys } from "tinykeys";
import { useToast } from "#components/ui/toast.tsx";
import { useBoundCommands } from "./command-provider.tsx";
import type { BoundCommand } from "./command-store.ts";
import { commandSpec } from "./registry.ts";
import { isLayerOpen, isTyping } from "./typing-target.ts";

const CHORD = /(\$mod|Control|Meta|Alt)\+/;

type Refuse = (title: string, reason: string) => void;

function press(event: KeyboardEvent, keys: string, command: BoundCommand, refuse: Refuse): void {
  if (event.defaultPrevented || isLayerOpen(document)) return;
  if (!CHORD.test(keys) && isTyping(event.target)) return;
  event.preventDefault();
  if (command.unavailableBecause === undefined) command.run();
  else refuse(commandSpec(command.id).title, command.unavailableBecause);
}

/** Sequences come first: they claim the event, so that the A of "G A" does not also run the command on A. */
function keyMap(commands: readonly BoundCommand[], refuse: Refuse) {
  const pairs = commands.flatMap((command) =>
    commandSpec(command.id).keys.map((keys) => ({ keys, command })),
  );
  const ordered = pairs.toSorted((a, b) => b.keys.split(" ").length - a.keys.split(" ").length);
  return Object.fromEntries(
    ordered.map(({ keys, command }) => [
      keys,
      (event: KeyboardEvent) => press(event, keys, command, refuse),
    ]),
  );
}

/** Listens for the keys of all bound commands; silent while somebody types or a dialog is open. */
export function Hotkeys() {
  const commands = useBoundCommands();
  const { toast } = useToast();
  useEffect(() => {
    const refuse: Refuse = (title, reason) =>
      toast({
        title: `${title.replace("…", "")} cannot be used`,
        description: reason,
        tone: "warn",
      });
    return tinykeys(window, keyMap(commands, refuse), { ignore: () => false });
  }, [commands, toast]);
  return null;
}
