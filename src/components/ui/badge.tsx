import type { ReactNode } from "react";
import { cn } from "./class-names.ts";
import { type Tone, toneClasses } from "./tone.ts";

interface BadgeProps {
  children: ReactNode;
  /** Without a tone it is neutral: a count, a label, a role. */
  tone?: Tone;
}

/** A small label or count. States use `Status`, which also has a shape. */
export function Badge({ children, tone }: BadgeProps) {
  return (
    <span
      className={cn(
        "num inline-flex h-[1.125rem] min-w-[1.125rem] items-center justify-center whitespace-nowrap rounded-sm px-1.5 text-label",
        tone ? toneClasses[tone] : "bg-accent text-secondary-foreground",
      )}
    >
      {children}
    </span>
  );
}
