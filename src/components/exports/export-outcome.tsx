"use client";

import { useQuery } from "@tanstack/react-query";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { useTRPC } from "#trpc/client.tsx";
import { ExportHash } from "./export-hash.tsx";
import { ExportState } from "./export-state.tsx";
import { countText } from "./export-words.ts";

const LOOK_EVERY_MS = 700;

/** How the file that was just asked for came along, until its last byte was sent. */
export function ExportOutcome({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data, error } = useQuery({
    ...trpc.exports.get.queryOptions({ id }),
    refetchInterval: ({ state }) =>
      state.data === undefined || state.data === null || state.data.state === "streaming"
        ? LOOK_EVERY_MS
        : false,
  });
  if (error) return <ApiErrorPanel error={error} />;
  if (data === undefined || data === null) {
    return (
      <p aria-live="polite" className="text-secondary-foreground">
        Your browser is asking for the file…
      </p>
    );
  }
  return (
    <div aria-live="polite" className="grid gap-1">
      <p className="flex items-center gap-2">
        <ExportState state={data.state} />
        {data.rows === null ? null : <span className="num">{countText(data.rows, "row")}</span>}
      </p>
      {data.sha256 === null ? null : (
        <p className="flex items-center gap-1 text-meta text-secondary-foreground">
          SHA-256 <ExportHash sha256={data.sha256} />
        </p>
      )}
    </div>
  );
}
