import { cn } from "#components/ui/class-names.ts";

/** LIVE or TEST, always in view: test money must never pass for real money. */
export function ModeBadge({ livemode }: { livemode: boolean }) {
  return (
    <span
      className={cn(
        "inline-flex h-5 items-center rounded-sm border px-1.5 text-label tracking-wide",
        livemode ? "border-border text-secondary-foreground" : "border-warn bg-warn-tint text-warn",
      )}
    >
      {livemode ? "LIVE" : "TEST"}
    </span>
  );
}
