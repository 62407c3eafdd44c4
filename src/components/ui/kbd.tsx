import { cn } from "./class-names.ts";

const GLYPHS: Readonly<Record<string, string>> = {
  $mod: "Ctrl",
  Enter: "↵",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Backspace: "⌫",
  Shift: "⇧",
};

/** Splits tinykeys notation ("$mod+k", "g p") into the caps a person sees. */
function keyCaps(keys: string): readonly string[] {
  return keys
    .replaceAll("[Shift]+", "")
    .split(" ")
    .map((press) =>
      press
        .split("+")
        .map((part) => GLYPHS[part] ?? (part.length === 1 ? part.toUpperCase() : part))
        .join(" "),
    );
}

/** Shows keys as caps; decoration only, since the name of the command is what a screen reader needs. */
export function Kbd({ keys, inverted = false }: { keys: string; inverted?: boolean }) {
  return (
    <span aria-hidden="true" className="inline-flex items-center gap-0.5">
      {keyCaps(keys).map((cap, index) => (
        <kbd
          className={cn(
            "inline-flex h-4 min-w-4 items-center justify-center rounded-sm border px-1 font-medium font-sans text-[0.6875rem] leading-none",
            inverted
              ? "border-current/30 text-current"
              : "border-border bg-muted text-muted-foreground",
          )}
          // Caps of one binding never change order.
          key={`${cap}-${index}`}
        >
          {cap}
        </kbd>
      ))}
    </span>
  );
}
