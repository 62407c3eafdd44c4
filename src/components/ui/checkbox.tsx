import { type ComponentProps, type ReactNode, useEffect, useRef } from "react";
import { cn } from "./class-names.ts";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "ref"> {
  /** Some but not all of what it stands for are chosen. */
  indeterminate?: boolean;
  /** Visible label; without it give `aria-label`. */
  label?: ReactNode;
}

/** A native checkbox, 16 px in a 24 px target. */
export function Checkbox({ indeterminate = false, label, className, ...rest }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    <label className={cn("inline-flex min-h-6 min-w-6 items-center gap-2", className)}>
      <input {...rest} className="m-1 size-4 shrink-0 accent-primary" ref={box} type="checkbox" />
      {label === undefined ? null : <span>{label}</span>}
    </label>
  );
}
