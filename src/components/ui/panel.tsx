import { type ReactNode, useId } from "react";
import { cn } from "./class-names.ts";

interface PanelProps {
  title: ReactNode;
  /** Right side of the head: freshness, a link, a small control. */
  aside?: ReactNode;
  children: ReactNode;
  /** Without inner space, for tables that reach the border. */
  flush?: boolean;
  className?: string;
}

/** A bordered part of a page with its own heading; a region for screen readers. */
export function Panel({ title, aside, children, flush = false, className }: PanelProps) {
  const headingId = useId();
  return (
    <section
      aria-labelledby={headingId}
      className={cn("min-w-0 overflow-clip rounded-md border bg-card", className)}
    >
      <header className="flex min-h-10 items-center justify-between gap-3 border-b px-3">
        <h2 className="font-semibold text-body" id={headingId}>
          {title}
        </h2>
        {aside}
      </header>
      <div className={flush ? "" : "p-3"}>{children}</div>
    </section>
  );
}
