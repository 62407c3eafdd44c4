import type { ReactNode } from "react";
import type { Tone } from "./tone.ts";

/** Shapes that carry a state without colour: ○ ◐ ● △ ✕ ↻ ⧗ –. */
export type GlyphName =
  | "open"
  | "partial"
  | "done"
  | "warning"
  | "cross"
  | "cycle"
  | "wait"
  | "dash";

export const glyphOfTone: Readonly<Record<Tone, GlyphName>> = {
  ok: "done",
  warn: "warning",
  bad: "cross",
  info: "cycle",
  pend: "wait",
  mute: "dash",
};

const line = { fill: "none", stroke: "currentColor", strokeWidth: 1.6 } as const;

const SHAPES: Readonly<Record<GlyphName, ReactNode>> = {
  open: <circle cx="6" cy="6" r="4" {...line} />,
  partial: (
    <>
      <circle cx="6" cy="6" r="4" {...line} />
      <path d="M6 2a4 4 0 0 1 0 8Z" fill="currentColor" />
    </>
  ),
  done: <circle cx="6" cy="6" fill="currentColor" r="4" />,
  warning: (
    <>
      <path d="M6 1.8 11 10.4H1Z" {...line} strokeLinejoin="round" />
      <path d="M6 5v2.4M6 8.4v.8" {...line} strokeWidth={1.2} />
    </>
  ),
  cross: (
    <path d="m2.8 2.8 6.4 6.4m0-6.4L2.8 9.2" {...line} strokeLinecap="round" strokeWidth={1.9} />
  ),
  cycle: (
    <>
      <path d="M10 6a4 4 0 1 1-1.3-2.9" {...line} />
      <path d="M9.4.8v2.8H6.6" {...line} strokeWidth={1.3} />
    </>
  ),
  wait: (
    <path d="M3 1.6h6M3 10.4h6M3.6 1.6 8.4 10.4M8.4 1.6 3.6 10.4" {...line} strokeWidth={1.3} />
  ),
  dash: <path d="M2.5 6h7" {...line} strokeLinecap="round" strokeWidth={1.9} />,
};

/** A 12 px shape in the colour of the text; decoration, the word beside it says the state. */
export function Glyph({ name }: { name: GlyphName }) {
  return (
    <svg aria-hidden="true" className="size-3 shrink-0" viewBox="0 0 12 12">
      {SHAPES[name]}
    </svg>
  );
}
