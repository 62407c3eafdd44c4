"use client";

import { cn } from "#components/ui/class-names.ts";
import { useNowMs } from "#components/ui/clock.tsx";
import { Time } from "#components/ui/time.tsx";
import { dueText } from "./due-text.ts";

const NEAR_MS = 3 * 86_400_000;

/** How long there is until evidence is due; the instant in the reader's zone is in the tooltip. */
export function EvidenceDue({ at }: { at: Date }) {
  const nowMs = useNowMs();
  const leftMs = at.getTime() - nowMs;
  const tone = leftMs < 0 ? "text-bad" : leftMs < NEAR_MS ? "text-warn" : undefined;
  return (
    <span className={cn("num whitespace-nowrap", tone, leftMs < NEAR_MS && "font-medium")}>
      {dueText(leftMs)}
      <span className="text-muted-foreground">
        {" "}
        · <Time as="date" at={at} />
      </span>
    </span>
  );
}
