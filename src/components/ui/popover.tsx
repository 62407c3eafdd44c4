"use client";

import { Popover as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./class-names.ts";

interface PopoverProps {
  /** One element: the button that opens it. */
  trigger: ReactNode;
  /** Name of the panel for screen readers. */
  label: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Its width, where the usual one does not fit what it holds. */
  className?: string;
  children: ReactNode;
}

/** A small panel on a button: a filter's values, a definition. Escape or a click outside closes it. */
export function Popover(props: PopoverProps) {
  const { trigger, label, children, open, onOpenChange, className } = props;
  return (
    <Radix.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="start"
          aria-label={label}
          className={cn(
            "pop-in z-50 rounded-md bg-popover p-2 shadow-overlay outline-none",
            className ?? "min-w-52 max-w-80",
          )}
          collisionPadding={8}
          sideOffset={4}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
