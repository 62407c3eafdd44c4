"use client";

import { Button } from "#components/ui/button.tsx";
import type { CommandSummary } from "#core/contracts/commands.ts";
import { useUndoCommand } from "./use-undo-command.ts";

/** Takes one's own command back while it may be; nothing otherwise. */
export function UndoButton({ command }: { command: CommandSummary }) {
  const { undo, pendingId } = useUndoCommand();
  if (!command.canUndo) return null;
  const verb = command.state === "held" ? "Undo" : "Withdraw";
  if (pendingId === command.id) {
    return (
      <Button aria-busy="true" aria-disabled="true" size="sm">
        {verb}
      </Button>
    );
  }
  return (
    <Button onClick={() => undo(command)} size="sm">
      {verb}
    </Button>
  );
}
