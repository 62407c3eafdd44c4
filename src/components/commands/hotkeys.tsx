"use client";

import { useEffect, useRef } from "react";
import { createKeybindingsHandler } from "tinykeys";
import { useToast } from "#components/ui/toast.tsx";
import { useBoundCommands } from "./command-provider.tsx";
import type { BoundCommand } from "./command-store.ts";
import { keyMap } from "./key-map.ts";
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

/** Listens for the keys of all bound commands; silent while somebody types or a dialog is open. */
export function Hotkeys() {
  const commands = useBoundCommands();
  const latest = useRef(commands);
  const { toast } = useToast();
  useEffect(() => {
    latest.current = commands;
  }, [commands]);
  useEffect(() => {
    const refuse: Refuse = (title, reason) =>
      toast({
        title: `${title.replace("…", "")} cannot be used`,
        description: reason,
        tone: "warn",
      });
    const listen = () => createKeybindingsHandler(map, { ignore: () => false });
    const map = keyMap<KeyboardEvent>(
      () => latest.current,
      (event, keys, command) => {
        // tinykeys keeps what other sequences wait for after one of them ran: "G O" would swallow the G of the next.
        handle = listen();
        if (command) press(event, keys, command, refuse);
      },
    );
    let handle = listen();
    const onKeyDown = (event: KeyboardEvent) => handle(event);
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [toast]);
  return null;
}
