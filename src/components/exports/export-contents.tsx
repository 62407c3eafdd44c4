"use client";

import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { useDebounced } from "#components/refunds/use-debounced.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import {
  EXPORT_FORMATS,
  type ExportEstimate,
  type ExportFormat,
  type ExportRequest,
} from "#core/contracts/exports.ts";
import { useTRPC } from "#trpc/client.tsx";
import { countText, monthsText } from "./export-words.ts";

const QUIET_MS = 250;

/** What will be in the file, asked of the server while the choice is made: how many rows, which columns, and what to mind. */
export function ExportContents({ request }: { request: ExportRequest | null }) {
  const trpc = useTRPC();
  const text = useDebounced(request === null ? null : JSON.stringify(request), QUIET_MS);
  const asked = text === null ? null : (JSON.parse(text) as ExportRequest);
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...trpc.exports.estimate.queryOptions(asked ?? skipToken),
    placeholderData: keepPreviousData,
  });
  if (error) return <ApiErrorPanel error={error} onRetry={() => void refetch()} />;
  if (request === null || data === undefined) {
    return (
      <section aria-label="In the file" className="grid min-h-24 gap-2">
        {request === null ? null : <Skeleton className="h-5 w-32" />}
      </section>
    );
  }
  return (
    <section
      aria-busy={isPlaceholderData}
      aria-label="In the file"
      className="grid min-h-24 gap-2 transition-opacity aria-busy:opacity-50"
    >
      <p>
        <span className="num font-medium">{countText(data.rows, "row")}</span>
        <span className="text-secondary-foreground"> and a line of headers</span>
      </p>
      <WhatToMind estimate={data} format={request.format} />
      <details className="text-meta text-secondary-foreground">
        <summary className="cursor-pointer">{data.columns.length} columns</summary>
        <p>{data.columns.join(" · ")}</p>
      </details>
    </section>
  );
}

interface WhatToMindProps {
  estimate: ExportEstimate;
  format: ExportFormat;
}

function WhatToMind({ estimate, format }: WhatToMindProps) {
  const { rows, openMonths, unmapped, withoutPersonalData } = estimate;
  const { maxLines, title } = EXPORT_FORMATS[format];
  return (
    <>
      {maxLines !== null && rows > BigInt(maxLines) ? (
        <Banner tone="warn">
          {title} takes {maxLines} lines a file: choose fewer days or sums of each day.
        </Banner>
      ) : null}
      {openMonths.length > 0 ? (
        <Banner tone="info">
          Not closed yet, so it can still change: {monthsText(openMonths)}.
        </Banner>
      ) : null}
      {unmapped.length > 0 ? (
        <Banner tone="warn">
          {countText(BigInt(unmapped.length), "account")} without a name in {title}; the file
          carries ours. Names are given under Ledger, Exports.
        </Banner>
      ) : null}
      {withoutPersonalData ? (
        <Banner tone="info">Your role exports without personal data: columns are left out.</Banner>
      ) : null}
    </>
  );
}
