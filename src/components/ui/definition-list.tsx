import type { ReactNode } from "react";
import { cn } from "./class-names.ts";

export interface Definition {
  readonly term: string;
  readonly value: ReactNode;
  /** Digits: set at the right with tabular figures, for columns of amounts. */
  readonly numeric?: boolean;
}

/** Facts as term and value, in rows of 28 px. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl className="grid grid-cols-[fit-content(55%)_1fr] gap-x-4">
      {items.map((item) => (
        <div className="col-span-2 grid min-h-7 grid-cols-subgrid items-start" key={item.term}>
          <dt className="min-w-24 py-1 text-muted-foreground">{item.term}</dt>
          <dd className={cn("min-w-0 break-words py-1", item.numeric && "num text-right")}>
            {item.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
