"use client";

import { RotateCw } from "lucide-react";
import { Button } from "./button.tsx";
import { CopyButton } from "./copy-button.tsx";
import { Glyph } from "./glyph.tsx";

interface PanelErrorProps {
  /** What happened in one sentence, from the messages. */
  sentence: string;
  /** Closed code: "SERVICE_UNAVAILABLE". */
  code: string;
  /** Ties the screen to the log line. */
  traceId?: string | undefined;
  onRetry?: (() => void) | undefined;
}

/** One panel failed and says so in its own place; the others live on. */
export function PanelError({ sentence, code, traceId, onRetry }: PanelErrorProps) {
  return (
    <div
      className="grid gap-2 rounded-md border border-bad/40 bg-bad-tint px-3 py-2.5 text-bad"
      role="alert"
    >
      <p className="flex items-start gap-2">
        <span className="flex h-5 items-center">
          <Glyph name="cross" />
        </span>
        <span className="text-foreground">{sentence}</span>
      </p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pl-5 font-mono text-meta">
        <span>{code}</span>
        {traceId ? (
          <span className="inline-flex items-center">
            {traceId}
            <CopyButton className="text-current" label="Copy trace id" text={traceId} />
          </span>
        ) : null}
        {onRetry ? (
          <Button className="ml-auto font-sans" onClick={onRetry} size="sm">
            <RotateCw aria-hidden="true" />
            Retry
          </Button>
        ) : null}
      </div>
    </div>
  );
}
