"use client";

import { useQuery } from "@tanstack/react-query";
import { EmptyDone, EmptyFirstUse, EmptyNoMatch } from "#components/ui/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import { useTRPC } from "#trpc/client.tsx";
import { levelsText } from "./run-words.ts";

const count = new Intl.NumberFormat("en-US");

/** Runs to look through for the last one that ended. */
const LOOKED_THROUGH = 10;

/** Why there is no break to show: filters, nothing was compared yet, or all that was compared agrees. */
export function BreaksEmpty({ words, onClear }: { words: readonly string[]; onClear: () => void }) {
  const trpc = useTRPC();
  const runs = useQuery(trpc.reconciliation.runs.list.queryOptions({ limit: LOOKED_THROUGH }));
  if (words.length > 0) return <EmptyNoMatch filters={words} noun="breaks" onClear={onClear} />;
  const last = runs.data?.rows.find(({ state }) => state === "finished");
  if (last?.finishedAt) {
    const checked = last.counts.reduce((sum, one) => sum + one.checked, 0n);
    return (
      <EmptyDone title="No break is open">
        {levelsText(last.levels)} were compared <Time at={last.finishedAt} />:{" "}
        {count.format(checked)} items checked, none differs.
      </EmptyDone>
    );
  }
  return (
    <EmptyFirstUse title="No break is open">
      {runs.data ? "Nothing has been compared yet: the first run is still to come." : "\u00a0"}
    </EmptyFirstUse>
  );
}
