"use client";

import type { ReactNode } from "react";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import type { ApiError } from "#trpc/client.tsx";

interface ListPanelProps<Row> {
  title: string;
  /** Undefined while it is loading. */
  rows: readonly Row[] | undefined;
  error: ApiError | null;
  onRetry: () => void;
  /** Why there is none. */
  empty: string;
  aside?: ReactNode;
  /** One row as `<li>`. */
  children: (row: Row) => ReactNode;
  /** Below the rows: what is not shown, where there is more. */
  footer?: ReactNode;
}

/** A short list in a panel of its own, which loads, fails and is empty by itself. */
export function ListPanel<Row>(props: ListPanelProps<Row>) {
  const { title, rows, error, onRetry, children, empty, aside, footer } = props;
  return (
    <Panel aside={aside} className="min-h-24" flush title={title}>
      {error ? (
        <div className="p-3">
          <ApiErrorPanel error={error} onRetry={onRetry} />
        </div>
      ) : null}
      {rows === undefined && error === null ? (
        <div className="p-3">
          <SkeletonLines lines={2} />
        </div>
      ) : null}
      {rows?.length === 0 ? <p className="p-3 text-secondary-foreground">{empty}</p> : null}
      <ul aria-label={title}>{rows?.map(children)}</ul>
      {footer}
    </Panel>
  );
}
