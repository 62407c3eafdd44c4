"use client";

import { Status } from "#components/ui/status.tsx";
import type { CommandSummary } from "#core/contracts/commands.ts";
import { COMMAND_STATE_WORDS } from "./command-state-words.ts";
import { useTimeLeftMs } from "./use-time-left.ts";

type Stated = Pick<CommandSummary, "state" | "holdUntil" | "asOf">;

function HeldStatus({ command }: { command: Stated }) {
  const leftMs = useTimeLeftMs(command.holdUntil, command.asOf) ?? 0;
  const seconds = Math.ceil(leftMs / 1000);
  // When the hold is over the worker has not yet said that it took the command: waiting is all that is known.
  if (seconds === 0) {
    return (
      <Status glyph="wait" tone="info">
        Queued
      </Status>
    );
  }
  return <Status glyph="wait" tone="warn">{`Held ${seconds}s`}</Status>;
}

/** The state of a command as a chip; a held one counts down. Keeps its width, so that nothing beside it moves. */
export function CommandStatus({ command }: { command: Stated }) {
  const { word, tone, glyph } = COMMAND_STATE_WORDS[command.state];
  return (
    <span className="num inline-flex min-w-30">
      {command.state === "held" ? (
        <HeldStatus command={command} />
      ) : (
        <Status {...(glyph ? { glyph } : {})} tone={tone}>
          {word}
        </Status>
      )}
    </span>
  );
}
