"use client";

import { useTimeLeftMs } from "#components/overrides/use-time-left.ts";
import { compactSpan } from "#components/ui/format-time.ts";
import type { CommandSummary } from "#core/contracts/commands.ts";

const EVERY_MS = 1000;

/** How long a request may still be decided: "23h left". */
export function ApprovalExpiry({ command }: { command: CommandSummary }) {
  const leftMs = useTimeLeftMs(command.expiresAt, command.asOf, EVERY_MS);
  if (command.state !== "pending_approval" || leftMs === null) return null;
  if (leftMs === 0) return <span className="text-warn">time is over</span>;
  return <span className="num whitespace-nowrap">{compactSpan(leftMs)} left</span>;
}
