"use client";

import { RadioGroup } from "radix-ui";
import { cn } from "./class-names.ts";
import { Kbd } from "./kbd.tsx";

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** A second line, in the stacked form only. */
  readonly hint?: string;
  /** Key shown beside the choice; binding it is the caller's. */
  readonly keys?: string;
}

interface ChoiceProps<Value extends string> {
  /** Name of the group for screen readers. */
  label: string;
  choices: readonly Choice<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  describedBy?: string | undefined;
  invalid?: boolean;
}

function chosen<Value extends string>(choices: readonly Choice<Value>[], value: string) {
  return choices.find((choice) => choice.value === value)?.value;
}

/** One of a few, side by side; arrow keys move. */
export function SegmentedControl<Value extends string>(props: ChoiceProps<Value>) {
  const { label, choices, value, onChange } = props;
  return (
    <RadioGroup.Root
      aria-label={label}
      className="inline-flex h-8 items-stretch rounded-md border border-border bg-muted p-0.5"
      onValueChange={(next) => {
        const known = chosen(choices, next);
        if (known !== undefined) onChange(known);
      }}
      orientation="horizontal"
      value={value}
    >
      {choices.map((choice) => (
        <RadioGroup.Item
          className="rounded-sm border border-transparent px-2.5 text-meta text-secondary-foreground hover:text-foreground data-[state=checked]:border-border data-[state=checked]:bg-card data-[state=checked]:font-medium data-[state=checked]:text-foreground"
          key={choice.value}
          value={choice.value}
        >
          {choice.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}

/** One of several, one below the other, each with a hint and the key that picks it: the reasons of a refund, say. */
export function RadioList<Value extends string>(props: ChoiceProps<Value>) {
  const { label, choices, value, onChange, describedBy, invalid = false } = props;
  return (
    <RadioGroup.Root
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      aria-label={label}
      className={cn(
        "divide-y divide-border overflow-hidden rounded-md border",
        invalid ? "border-bad" : "border-border",
      )}
      onValueChange={(next) => {
        const known = chosen(choices, next);
        if (known !== undefined) onChange(known);
      }}
      value={value}
    >
      {choices.map((choice) => (
        <RadioGroup.Item
          className="group flex min-h-8 w-full items-center gap-2.5 bg-card px-2.5 py-1.5 text-left hover:bg-accent focus-visible:-outline-offset-2 data-[state=checked]:bg-selected"
          key={choice.value}
          value={choice.value}
        >
          <span
            aria-hidden="true"
            className="flex size-4 shrink-0 items-center justify-center rounded-full border border-input bg-card group-data-[state=checked]:border-primary"
          >
            <RadioGroup.Indicator className="size-2 rounded-full bg-primary" />
          </span>
          <span className="flex-1">
            {choice.label}
            {choice.hint ? (
              <span className="block text-meta text-muted-foreground">{choice.hint}</span>
            ) : null}
          </span>
          {choice.keys ? <Kbd keys={choice.keys} /> : null}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
