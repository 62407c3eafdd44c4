import { Panel } from "#components/ui/panel.tsx";
import { Timeline, type TimelineEvent } from "#components/ui/timeline.tsx";
import type { PayoutDetailDto } from "#core/contracts/payouts.ts";

/** What happened to a payout in the order of time; what is still to come stands last. */
function payoutEvents(detail: PayoutDetailDto): readonly TimelineEvent[] {
  const { payout, bankLine, failure } = detail;
  const isOver = payout.status === "paid" || payout.status === "failed";
  const arrival: TimelineEvent = {
    id: "arrival",
    at: payout.arrivalAt,
    lane: "Stripe",
    tone: isOver ? "ok" : "info",
    ...(isOver ? {} : { glyph: "open" as const }),
    title: isOver ? "Due at the bank" : "Expected at the bank",
  };
  const events: TimelineEvent[] = [
    { id: "created", at: payout.createdAt, lane: "Stripe", tone: "ok", title: "Left the balance" },
    ...(payout.status === "canceled" ? [] : [arrival]),
    ...(failure?.returned
      ? [
          {
            id: "returned",
            at: failure.returned.at,
            lane: "Stripe",
            tone: "bad" as const,
            title: "Came back into the balance",
          },
        ]
      : []),
    ...(bankLine
      ? [
          {
            id: "booked",
            at: bankLine.valueOn,
            lane: "Bank",
            tone: "ok" as const,
            title: "Booked on the statement",
          },
          {
            id: "matched",
            at: bankLine.matchedAt,
            lane: "Reconciliation",
            tone: "ok" as const,
            title: "Matched with the bank line",
          },
        ]
      : []),
  ];
  return events.toSorted((a, b) => Number(a.at) - Number(b.at));
}

/** The life of a payout. */
export function PayoutTimelinePanel({ detail }: { detail: PayoutDetailDto }) {
  return (
    <Panel title="Timeline">
      <Timeline events={payoutEvents(detail)} label="Timeline of the payout" />
    </Panel>
  );
}
