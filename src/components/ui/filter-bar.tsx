"use client";

import { ListFilter, Search, X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useCommands } from "#components/commands/use-commands.ts";
import { Button } from "./button.tsx";
import { Checkbox } from "./checkbox.tsx";
import { cn } from "./class-names.ts";
import { Input } from "./input.tsx";
import { Kbd } from "./kbd.tsx";
import { Popover } from "./popover.tsx";

export interface FacetOption {
  readonly value: string;
  readonly label: string;
  readonly count?: number;
}

export interface Facet {
  readonly id: string;
  readonly label: string;
  readonly options: readonly FacetOption[];
  readonly selected: readonly string[];
  readonly onChange: (selected: readonly string[]) => void;
}

interface FilterBarProps {
  /** The search field; the caller keeps `value` in the URL. Runs on Enter and when the field is left. */
  search?: {
    readonly value: string;
    readonly placeholder: string;
    readonly onChange: (value: string) => void;
  };
  facets: readonly Facet[];
  /** Clears the search and all facets. */
  onClear: () => void;
  /** Right side: saved views, export, freshness. */
  aside?: ReactNode;
}

function FacetMenu({ facet }: { facet: Facet }) {
  const chosen = facet.options.filter((option) => facet.selected.includes(option.value));
  const toggle = (value: string) =>
    facet.onChange(
      facet.selected.includes(value)
        ? facet.selected.filter((one) => one !== value)
        : [...facet.selected, value],
    );
  return (
    <Popover
      label={facet.label}
      trigger={
        <Button
          className={cn("font-normal", chosen.length > 0 && "border-primary bg-selected")}
          size="sm"
        >
          {chosen.length === 0 ? (
            <ListFilter aria-hidden="true" className="text-muted-foreground" />
          ) : null}
          {facet.label}
          {chosen.length > 0 ? (
            <span className="font-medium">
              {chosen.length > 2
                ? `${chosen.length} chosen`
                : chosen.map((one) => one.label).join(", ")}
            </span>
          ) : null}
        </Button>
      }
    >
      <fieldset className="grid">
        <legend className="sr-only">{facet.label}</legend>
        {facet.options.map((option) => (
          <span className="flex items-center justify-between gap-4" key={option.value}>
            <Checkbox
              checked={facet.selected.includes(option.value)}
              className="min-h-7 flex-1"
              label={option.label}
              onChange={() => toggle(option.value)}
            />
            {option.count === undefined ? null : (
              <span className="num text-meta text-muted-foreground">{option.count}</span>
            )}
          </span>
        ))}
      </fieldset>
    </Popover>
  );
}

function SearchField({ value, placeholder, onChange }: NonNullable<FilterBarProps["search"]>) {
  const [draft, setDraft] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => setDraft(value), [value]);
  useCommands("list", { "list.filter": () => field.current?.focus() });
  const send = () => {
    if (draft.trim() !== value) onChange(draft.trim());
  };
  return (
    <form
      className="relative min-w-0 flex-1 basis-56 md:max-w-xs"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label className="sr-only" htmlFor={id}>
        Search
      </label>
      <Search aria-hidden="true" className="absolute top-1.5 left-2 size-4 text-muted-foreground" />
      <Input
        autoComplete="off"
        className="h-7 pr-8 pl-8 text-meta"
        id={id}
        onBlur={send}
        onChange={(event) => setDraft(event.target.value)}
        placeholder={placeholder}
        ref={field}
        type="search"
        value={draft}
      />
      <span className="absolute top-1.5 right-2 flex">
        <Kbd keys="f" />
      </span>
    </form>
  );
}

/** Search, facets as chips and one way to clear it all (⌫). State belongs to the caller, who keeps it in the URL. */
export function FilterBar({ search, facets, onClear, aside }: FilterBarProps) {
  const active = facets.some((facet) => facet.selected.length > 0) || (search?.value ?? "") !== "";
  useCommands("list", active ? { "list.clear-filters": onClear } : {});
  return (
    <search className="flex min-h-10 flex-wrap items-center gap-1.5 py-1.5" data-print="hide">
      {search ? <SearchField {...search} /> : null}
      {facets.map((facet) => (
        <FacetMenu facet={facet} key={facet.id} />
      ))}
      {active ? (
        <Button onClick={onClear} size="sm" variant="ghost">
          <X aria-hidden="true" />
          Clear
        </Button>
      ) : null}
      {aside ? <div className="ml-auto flex items-center gap-2">{aside}</div> : null}
    </search>
  );
}
