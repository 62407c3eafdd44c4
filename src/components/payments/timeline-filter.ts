import type { TimelineEntry } from "#core/contracts/payments.ts";

export const timelineFilters = ["all", "money", "people"] as const;
export type TimelineFilter = (typeof timelineFilters)[number];

type Judged = Pick<TimelineEntry, "lane" | "amount">;

/** Which entries a filter leaves: `money` those with an amount or in the books, `people` what persons did. */
export function withinFilter(filter: TimelineFilter): (entry: Judged) => boolean {
  if (filter === "money") return ({ lane, amount }) => lane === "ledger" || amount !== null;
  if (filter === "people") return ({ lane }) => lane === "person";
  return () => true;
}
