import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";
import { controlClasses } from "./input.tsx";

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

interface SelectProps extends Omit<ComponentProps<"select">, "children"> {
  options: readonly SelectOption[];
  /** Text of the empty choice; without it there is none. */
  placeholder?: string;
}

/** The browser's own select: it works with every keyboard, screen reader and phone, and costs no script. */
export function Select({ options, placeholder, className, ...rest }: SelectProps) {
  return (
    <span className="relative block w-full">
      <select
        {...rest}
        className={cn(controlClasses, "h-8 appearance-none pr-7 pl-2.5", className)}
      >
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-2 right-2 size-4 text-muted-foreground"
      />
    </span>
  );
}
