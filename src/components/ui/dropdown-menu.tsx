"use client";

import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Kbd } from "./kbd.tsx";

const itemClasses =
  "flex min-h-7 cursor-default select-none items-center gap-2 rounded-sm px-2 py-1 text-body outline-none data-[highlighted]:bg-accent data-[disabled]:opacity-50";

interface DropdownMenuProps {
  /** One element: the button that opens it. */
  trigger: ReactNode;
  align?: "start" | "end";
  children: ReactNode;
}

/** Menus open inside `<main>`, so that what they hold lies in a landmark. */
function mainElement(): HTMLElement | null {
  return typeof document === "undefined" ? null : document.getElementById("main");
}

/** A menu on a button. Not modal: the page behind it stays readable and scrolls. */
export function DropdownMenu({ trigger, align = "end", children }: DropdownMenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal container={mainElement()}>
        <Radix.Content
          align={align}
          className="pop-in z-50 min-w-44 rounded-md bg-popover p-1 shadow-overlay"
          collisionPadding={8}
          sideOffset={4}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface MenuItemProps {
  children: ReactNode;
  onSelect: () => void;
  /** Keys shown at the end. */
  keys?: string | undefined;
  /** Why it cannot be used now; shown under the name. */
  unavailableBecause?: string | undefined;
}

/** One command of a menu. */
export function MenuItem({ children, onSelect, keys, unavailableBecause }: MenuItemProps) {
  return (
    <Radix.Item
      className={itemClasses}
      disabled={unavailableBecause !== undefined}
      onSelect={onSelect}
    >
      <span className="flex-1">
        {children}
        {unavailableBecause ? (
          <span className="block text-meta text-muted-foreground">{unavailableBecause}</span>
        ) : null}
      </span>
      {keys ? <Kbd keys={keys} /> : null}
    </Radix.Item>
  );
}

/** A small heading inside a menu. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <Radix.Label className="px-2 py-1 text-label text-muted-foreground">{children}</Radix.Label>
  );
}

/** A line between groups. */
export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-border" />;
}

interface MenuChoiceProps<Value extends string> {
  label: string;
  value: Value;
  choices: readonly { readonly value: Value; readonly label: string }[];
  onChange: (value: Value) => void;
}

/** One of a few inside a menu: the theme, the density. */
export function MenuChoice<Value extends string>(props: MenuChoiceProps<Value>) {
  return (
    <Radix.RadioGroup value={props.value}>
      <MenuLabel>{props.label}</MenuLabel>
      {props.choices.map((choice) => (
        <Radix.RadioItem
          className={itemClasses}
          key={choice.value}
          onSelect={() => props.onChange(choice.value)}
          value={choice.value}
        >
          <span className="flex-1">{choice.label}</span>
          <Radix.ItemIndicator>
            <Check aria-hidden="true" className="size-3.5" />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}
