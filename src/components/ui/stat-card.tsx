import { Info } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./class-names.ts";
import { Glyph } from "./glyph.tsx";
import { IconButton } from "./icon-button.tsx";
import { Popover } from "./popover.tsx";
import { Skeleton } from "./skeleton.tsx";
import { Sparkline } from "./sparkline.tsx";
import { toneText } from "./tone.ts";

interface StatCardProps {
  label: string;
  /** The figure as text, unit included: "6.2%", "840 ms"; amounts through `<Money>`. */
  value: ReactNode;
  /** Against what: "1.1 pt vs last week". */
  change?:
    | {
        readonly text: string;
        readonly direction: "up" | "down" | "same";
        readonly tone?: "ok" | "warn" | "bad";
      }
    | undefined;
  /** Below the figure: expected range, target. */
  note?: ReactNode;
  /** Oldest to newest. */
  trend?: readonly (number | null)[] | undefined;
  /** In the place of the course, where a figure has none: what lies behind it. */
  detail?: ReactNode;
  /** How the figure is computed. */
  definition: string;
  /** Asks for attention: a marked border and a word. */
  attention?: string | undefined;
}

const ARROWS = { up: "▲", down: "▼", same: "=" } as const;

/** One figure with comparison, course and definition; 120 px high whatever it holds. */
export function StatCard(props: StatCardProps) {
  const { label, value, change, note, trend, detail, definition, attention } = props;
  return (
    <section
      aria-label={label}
      className={cn(
        "@container flex min-h-30 min-w-0 flex-col rounded-md border bg-card px-3 py-2",
        attention && "border-warn",
      )}
    >
      <header className="flex items-center justify-between gap-2">
        <h2 className="truncate font-medium text-meta text-secondary-foreground">{label}</h2>
        <Popover
          label={`Definition of ${label}`}
          trigger={
            <IconButton className="-mr-1.5 h-6" icon={Info} label={`What is ${label}?`} size="sm" />
          }
        >
          <p className="p-1 text-secondary-foreground">{definition}</p>
        </Popover>
      </header>
      <p className="stat-value num truncate font-semibold leading-8 tracking-tight">{value}</p>
      <p className="flex min-h-4 items-center gap-2 text-meta">
        {change ? (
          <span
            className={cn("num", change.tone ? toneText[change.tone] : "text-secondary-foreground")}
          >
            <span aria-hidden="true">{ARROWS[change.direction]}</span>
            <span className="sr-only">{change.direction}</span> {change.text}
          </span>
        ) : null}
        {attention ? (
          <span className="inline-flex items-center gap-1 text-warn">
            <Glyph name="warning" />
            {attention}
          </span>
        ) : null}
      </p>
      <div className="mt-auto flex items-end justify-between gap-3 pt-1">
        <div className="min-w-0 flex-1">
          {trend ? (
            <Sparkline values={trend} />
          ) : (
            <span className="num block truncate text-meta text-secondary-foreground">{detail}</span>
          )}
        </div>
        {note ? <span className="num shrink-0 text-meta text-muted-foreground">{note}</span> : null}
      </div>
    </section>
  );
}

/** The same card while its figure is on the way. */
export function StatCardSkeleton({ label }: { label: string }) {
  return (
    <section
      aria-busy="true"
      aria-label={label}
      className="flex min-h-30 flex-col gap-1 rounded-md border bg-card px-3 py-2"
    >
      <h2 className="flex h-6 items-center font-medium text-meta text-secondary-foreground">
        {label}
      </h2>
      <Skeleton className="h-7 w-24" />
      <Skeleton className="h-3.5 w-32" />
      <Skeleton className="mt-auto h-6" />
    </section>
  );
}
