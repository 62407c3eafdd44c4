import { type BulkCounts, type BulkRowState, bulkRowStates } from "#core/contracts/bulk.ts";
import { ROW_STATE_WORDS } from "./bulk-words.ts";

/** Fill of each tone; what waits is the empty part of the bar. */
const FILLS = {
  ok: "bg-ok",
  info: "bg-info",
  pend: "bg-pend",
  warn: "bg-warn",
  bad: "bg-bad",
  mute: "bg-muted-foreground",
} as const;

const PART_ORDER: readonly BulkRowState[] = [
  "done",
  "pending",
  "sending",
  "signing",
  "unclear",
  "failed",
  "refused",
  "withdrawn",
];

/** How far a bulk is: "Refunded 40, Not sent 2, Waiting 16" as one bar. */
export function BulkProgress({ counts, rows }: { counts: BulkCounts; rows: number }) {
  const words = bulkRowStates
    .filter((state) => counts[state] > 0)
    .map((state) => `${ROW_STATE_WORDS[state].word} ${counts[state]}`);
  return (
    <div
      aria-label={`Of ${rows}: ${words.join(", ")}`}
      className="flex h-2 w-full gap-px overflow-hidden rounded-sm bg-accent"
      role="img"
    >
      {PART_ORDER.filter((state) => counts[state] > 0).map((state) => (
        <span
          className={FILLS[ROW_STATE_WORDS[state].tone]}
          key={state}
          style={{ width: `${(100 * counts[state]) / Math.max(rows, 1)}%` }}
        />
      ))}
    </div>
  );
}
