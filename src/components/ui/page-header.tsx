import type { ReactNode } from "react";

interface PageHeaderProps {
  /** The page's only `h1`. */
  title: ReactNode;
  /** Beside the title: status, amount. */
  aside?: ReactNode;
  /** Below the title, one line: what the figures mean or the time they cover. */
  description?: ReactNode;
  actions?: ReactNode;
}

/** Head of a page; 52 px high at least, so that nothing below it moves when actions come late. */
export function PageHeader({ title, aside, description, actions }: PageHeaderProps) {
  return (
    <header className="flex min-h-13 flex-wrap items-start justify-between gap-x-4 gap-y-2 pb-3">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 text-page">{title}</h1>
          {aside}
        </div>
        {description ? <p className="text-secondary-foreground">{description}</p> : null}
      </div>
      {actions ? (
        <div className="flex flex-wrap items-center gap-2 self-center" data-print="hide">
          {actions}
        </div>
      ) : null}
    </header>
  );
}
