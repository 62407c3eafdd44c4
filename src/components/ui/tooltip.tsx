"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Kbd } from "./kbd.tsx";

/** One provider around the app: after the first tooltip the next ones open at once. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={350} skipDelayDuration={300}>
      {children}
    </Radix.Provider>
  );
}

interface TooltipProps {
  content: ReactNode;
  /** Keys shown at the end, for example "G P". */
  keys?: string;
  side?: "top" | "right" | "bottom" | "left";
  /** One element that can hold a ref and receive focus. */
  children: ReactNode;
}

/** A short explanation on hover and focus; Escape closes it. Never the only place for a fact one must know. */
export function Tooltip({ content, keys, side = "top", children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className="pop-in z-50 flex max-w-72 items-center gap-2 rounded-md bg-foreground px-2 py-1 text-background text-meta shadow-overlay"
          collisionPadding={8}
          side={side}
          sideOffset={6}
        >
          <span>{content}</span>
          {keys ? <Kbd inverted keys={keys} /> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
