import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";

/** Shared looks of every text control: one border colour with 3:1 contrast, one way of showing an error. */
const controlClasses =
  "w-full rounded-md border border-input bg-card text-body text-foreground placeholder:text-muted-foreground disabled:bg-muted disabled:opacity-60 read-only:bg-muted aria-invalid:border-bad aria-invalid:bg-bad-tint/40 focus-visible:outline-offset-0";

/** One line of text, 32 px high. Give it its label and errors through `Field`. */
export function Input({ className, type = "text", ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={cn(controlClasses, "h-8 px-2.5", className)} type={type} />;
}

/** Several lines of text; grows with its content where the browser can. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      {...rest}
      className={cn(controlClasses, "field-sizing-content min-h-16 px-2.5 py-1.5", className)}
      rows={rows}
    />
  );
}
