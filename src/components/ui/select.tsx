import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";

/** The browser's own list of choices, 32 px high. Give it its label and errors through `Field`. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <span className={cn("relative block min-w-0", className)}>
      <select
        {...rest}
        className="h-8 w-full appearance-none truncate rounded-md border border-input bg-card pr-7 pl-2.5 text-body text-foreground focus-visible:outline-offset-0 disabled:opacity-60 aria-invalid:border-bad"
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-2 right-2 size-4 text-muted-foreground"
      />
    </span>
  );
}
