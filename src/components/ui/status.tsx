import { cn } from "./class-names.ts";
import { Glyph, type GlyphName, glyphOfTone } from "./glyph.tsx";
import { type Tone, toneClasses, toneText } from "./tone.ts";

interface StatusProps {
  tone: Tone;
  /** One word where possible, past tense: "Refunded", "Partially refunded". */
  children: string;
  /** Shape instead of the tone's own, for progress: `open`, `partial`, `done`. */
  glyph?: GlyphName;
  /** `plain` leaves out the tint, for dense lists. */
  variant?: "tinted" | "plain";
  /** Breaks into lines where it is a phrase that a phone has no room for. */
  wraps?: boolean;
}

/** A state as shape, word and tint, so that it reads without colour. */
export function Status({ tone, children, glyph, variant = "tinted", wraps = false }: StatusProps) {
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1.5 font-medium text-meta",
        wraps ? "min-h-5 py-0.5" : "h-5 whitespace-nowrap",
        variant === "tinted" ? cn("rounded-sm px-1.5", toneClasses[tone]) : toneText[tone],
      )}
      data-status={tone}
    >
      <Glyph name={glyph ?? glyphOfTone[tone]} />
      {children}
    </span>
  );
}
