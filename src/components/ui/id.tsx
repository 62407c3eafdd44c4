import { cn } from "./class-names.ts";
import { CopyButton } from "./copy-button.tsx";
import { middleTruncate } from "./middle-truncate.ts";

interface IdProps {
  /** The whole identifier: "pi_3Nx…" in full. */
  value: string;
  /** Noun for the copy button: "payment". Without it there is no button. */
  copyLabel?: string;
  /** Shows every character. */
  full?: boolean;
  className?: string;
}

/** An identifier in mono, cut in the middle so that prefix and end stay readable; the whole is in the title and copied. */
export function Id({ value, copyLabel, full = false, className }: IdProps) {
  return (
    <span className={cn("inline-flex items-center gap-0.5 font-mono text-meta", className)}>
      <span title={value}>
        <span aria-hidden="true">{full ? value : middleTruncate(value)}</span>
        <span className="sr-only">{value}</span>
      </span>
      {copyLabel ? <CopyButton label={`Copy ${copyLabel} id`} text={value} /> : null}
    </span>
  );
}
