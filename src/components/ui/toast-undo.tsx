"use client";

import { Toast as Radix } from "radix-ui";
import { useEffect, useState } from "react";
import { useCommands } from "#components/commands/use-commands.ts";
import { Kbd } from "./kbd.tsx";

const TICK_MS = 250;

/** The Undo button of a toast with the seconds left; the key Z presses it too. */
export function UndoAction({ ms, onUndo }: { ms: number; onUndo: () => void }) {
  const [leftMs, setLeftMs] = useState(ms);
  useEffect(() => {
    const startedMs = performance.now();
    const timer = setInterval(() => setLeftMs(ms - (performance.now() - startedMs)), TICK_MS);
    return () => clearInterval(timer);
  }, [ms]);
  useCommands("toast", { "toast.undo": onUndo });
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return (
    <Radix.Action altText="Undo by pressing Z" asChild>
      <button
        className="num inline-flex h-6 shrink-0 items-center gap-1.5 rounded-sm px-1.5 font-medium text-primary hover:bg-accent"
        onClick={onUndo}
        type="button"
      >
        Undo
        <span aria-hidden="true" className="w-[3ch] text-right text-muted-foreground">
          {seconds}s
        </span>
        <Kbd keys="z" />
      </button>
    </Radix.Action>
  );
}
