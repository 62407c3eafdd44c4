import type { ReactNode } from "react";
import { cn } from "./class-names.ts";
import { Glyph, glyphOfTone } from "./glyph.tsx";
import { toneClasses } from "./tone.ts";

interface BannerProps {
  /** `warn` for old figures and paused calls, `bad` for a stop, `info` for a fact. */
  tone: "warn" | "bad" | "info";
  children: ReactNode;
  action?: ReactNode;
}

/** A line across a page or panel: stale figures, calls paused, a lost connection. */
export function Banner({ tone, children, action }: BannerProps) {
  return (
    <div
      className={cn(
        "flex min-h-9 items-center gap-2 rounded-md px-3 py-1.5 font-medium",
        toneClasses[tone],
      )}
      role="status"
    >
      <Glyph name={glyphOfTone[tone]} />
      <span className="flex-1">{children}</span>
      {action}
    </div>
  );
}
