import { spanText } from "#components/charts/prepare/chart-value.ts";
import type { Column } from "#components/ui/data-table.tsx";
import { Id } from "#components/ui/id.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { DeliveryRow } from "#core/contracts/webhooks.ts";
import { badgeOf } from "./delivery-words.ts";
import { microsText } from "./span-text.ts";

const dash = <span className="text-muted-foreground">–</span>;

export function DeliveryStatus({ row }: { row: Pick<DeliveryRow, "result" | "status"> }) {
  const badge = badgeOf(row);
  return (
    <Status tone={badge.tone} {...(badge.glyph ? { glyph: badge.glyph } : {})}>
      {badge.word}
    </Status>
  );
}

/** The columns of the log; on a phone type, time, state and object make a card. */
export const DELIVERY_COLUMNS: readonly Column<DeliveryRow>[] = [
  {
    id: "time",
    header: "Received",
    width: "9.5rem",
    card: "amount",
    cell: (row) => <Time as="clock" at={row.receivedAt} />,
  },
  { id: "type", header: "Event", width: "17rem", card: "title", cell: (row) => row.type ?? dash },
  {
    id: "state",
    header: "State",
    width: "9rem",
    card: "status",
    cell: (row) => <DeliveryStatus row={row} />,
  },
  {
    id: "object",
    header: "Object",
    card: "meta",
    cell: (row) => (row.objectId === null ? dash : <Id value={row.objectId} />),
  },
  {
    id: "event",
    header: "Event id",
    cell: (row) => (row.eventId === null ? dash : <Id value={row.eventId} />),
  },
  {
    id: "answer",
    header: "Answer",
    numeric: true,
    width: "5rem",
    cell: (row) => (row.result === "swept" ? dash : row.httpStatus),
  },
  {
    id: "ack",
    header: "Answered in",
    numeric: true,
    width: "7rem",
    cell: (row) => (row.result === "swept" ? dash : microsText(row.ackMicros)),
  },
  {
    id: "applied",
    header: "Applied after",
    numeric: true,
    width: "7rem",
    cell: (row) => (row.appliedAfterMs === null ? dash : spanText(row.appliedAfterMs)),
  },
  { id: "attempts", header: "Tries", numeric: true, width: "4rem", cell: (row) => row.attempts },
];
