"use client";

import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Badge } from "./badge.tsx";

export interface Tab<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly count?: number;
}

interface TabsProps<Value extends string> {
  /** Name of the list of tabs for screen readers. */
  label: string;
  tabs: readonly Tab<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  /** The panel of the chosen tab. */
  children: ReactNode;
}

/** Tabs over one panel; the caller keeps `value` in the URL. */
export function Tabs<Value extends string>({
  label,
  tabs,
  value,
  onChange,
  children,
}: TabsProps<Value>) {
  return (
    <Radix.Root
      onValueChange={(next) => {
        const known = tabs.find((tab) => tab.value === next);
        if (known) onChange(known.value);
      }}
      value={value}
    >
      <Radix.List aria-label={label} className="flex gap-4 overflow-x-auto border-b">
        {tabs.map((tab) => (
          <Radix.Trigger
            className="-mb-px inline-flex h-9 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 px-0.5 text-body text-secondary-foreground hover:text-foreground focus-visible:-outline-offset-2 data-[state=active]:border-primary data-[state=active]:font-medium data-[state=active]:text-foreground"
            key={tab.value}
            value={tab.value}
          >
            {tab.label}
            {tab.count === undefined ? null : <Badge>{tab.count}</Badge>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      <Radix.Content className="pt-3 focus-visible:outline-offset-4" value={value}>
        {children}
      </Radix.Content>
    </Radix.Root>
  );
}
