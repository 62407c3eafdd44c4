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
}

/** A state as shape, word and tint, so that it reads without colour. */
export function Status({ tone, children, glyph, variant = "tinted" }: StatusProps) {
  return (
    <span
      className={cn(
        "inline-flex h-5 items-center gap-1.5 whitespace-nowrap font-medium text-meta",
        variant === "tinted" ? cn("rounded-sm px-1.5", toneClasses[tone]) : toneText[tone],
      )}
      data-status={tone}
    >
      <Glyph name={glyph ?? glyphOfTone[tone]} />
      {children}
    </span>
  );
}
