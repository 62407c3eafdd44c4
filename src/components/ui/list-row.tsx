import type { ReactNode } from "react";

interface ListRowProps {
  /** State, amount and what it is about, in the order they are read. */
  children: ReactNode;
  /** At the right: id and time. */
  aside: ReactNode;
}

/** One line of a list in a panel; it wraps on a phone. */
export function ListRow({ children, aside }: ListRowProps) {
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-b px-3 py-1.5 last:border-b-0">
      {children}
      <span className="ml-auto inline-flex items-center gap-3 text-muted-foreground">{aside}</span>
    </li>
  );
}
