import type { ReactNode } from "react";
import { cn } from "./class-names.ts";
import type { Instant } from "./format-time.ts";
import { Glyph, type GlyphName, glyphOfTone } from "./glyph.tsx";
import { Time } from "./time.tsx";
import { type Tone, toneText } from "./tone.ts";

export interface TimelineEvent {
  readonly id: string;
  readonly at: Instant;
  /** Who speaks: "Stripe", "Webhook", "Ledger", "Person". Shown as the event's lane. */
  readonly lane: string;
  readonly tone: Tone;
  readonly glyph?: GlyphName;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
}

interface TimelineProps {
  /** Name of the list for screen readers. */
  label: string;
  events: readonly TimelineEvent[];
  /** How the time of each event is written. */
  timeAs?: "relative" | "clock" | "absolute";
}

/** What happened, in order, each event with its lane: one line of life for Stripe, webhooks, ledger and people. */
export function Timeline({ label, events, timeAs = "relative" }: TimelineProps) {
  return (
    <ol aria-label={label} className="grid">
      {events.map((event, index) => (
        <li
          className="grid grid-cols-[5.5rem_1rem_1fr] gap-x-2 max-md:grid-cols-[1rem_1fr]"
          key={event.id}
        >
          <span className="num pt-0.5 text-right text-meta text-muted-foreground max-md:hidden">
            <Time as={timeAs} at={event.at} />
          </span>
          <span className="relative flex justify-center">
            <span
              className={cn(
                "relative z-10 mt-1 flex size-3.5 items-center justify-center bg-card",
                toneText[event.tone],
              )}
            >
              <Glyph name={event.glyph ?? glyphOfTone[event.tone]} />
            </span>
            {index === events.length - 1 ? null : (
              <span aria-hidden="true" className="absolute top-4 bottom-0 w-px bg-border" />
            )}
          </span>
          <div className="min-w-0 pb-3">
            <div className="flex flex-wrap items-baseline gap-x-2">
              <span className="min-w-0 break-words">{event.title}</span>
              <span className="text-label text-muted-foreground">{event.lane}</span>
              <span className="text-meta text-muted-foreground md:hidden">
                <Time as={timeAs} at={event.at} />
              </span>
            </div>
            {event.detail ? (
              <div className="text-meta text-secondary-foreground">{event.detail}</div>
            ) : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
