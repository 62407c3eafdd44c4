import type { LucideIcon } from "lucide-react";
import { Button, type ButtonProps } from "./button.tsx";
import { cn } from "./class-names.ts";
import { Tooltip } from "./tooltip.tsx";

interface IconButtonProps extends Omit<ButtonProps, "asChild" | "children" | "aria-label"> {
  icon: LucideIcon;
  /** The button's name; also its tooltip. */
  label: string;
  /** Keys shown in the tooltip, for example "R". */
  keys?: string;
}

/** A square button with an icon alone; the label is spoken and shown on hover or focus. */
export function IconButton({
  icon: Icon,
  label,
  keys,
  className,
  size = "md",
  variant = "ghost",
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label} {...(keys === undefined ? {} : { keys })}>
      <Button
        {...rest}
        aria-label={label}
        className={cn("aspect-square px-0", className)}
        size={size}
        variant={variant}
      >
        <Icon aria-hidden="true" />
      </Button>
    </Tooltip>
  );
}
