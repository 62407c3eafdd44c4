import { kindWords } from "#components/overrides/command-kind-words.ts";
import { CommandStatus } from "#components/overrides/command-status.tsx";
import { refundReasonTitle } from "#components/refunds/refund-reasons.ts";
import type { Column } from "#components/ui/data-table.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { Money } from "#components/ui/money.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CommandSummary } from "#core/contracts/commands.ts";
import { ApprovalExpiry } from "./approval-expiry.tsx";

/** A refund says why; anything else says what it is. */
function reasonOf({ kind, reasonCode, amount, targetId }: CommandSummary): string {
  if (kind === "refund") return refundReasonTitle(reasonCode);
  return kindWords(kind, reasonCode).title(
    moneyText(amount.amountMinor, amount.currency),
    targetId,
  );
}

/** The columns of the list of requests, narrow enough to stand beside the open one. */
export const APPROVAL_COLUMNS: readonly Column<CommandSummary>[] = [
  {
    id: "amount",
    header: "Amount",
    numeric: true,
    width: "9rem",
    card: "amount",
    cell: ({ amount }) => <Money {...amount} className="font-medium" />,
  },
  {
    id: "state",
    header: "State",
    width: "9rem",
    card: "status",
    cell: (row) => <CommandStatus command={row} />,
  },
  {
    id: "requester",
    header: "Asked by",
    card: "title",
    cell: (row) => (
      <span className="block max-w-56 truncate" title={reasonOf(row)}>
        {row.requester.name}
        <span className="text-muted-foreground"> · {reasonOf(row)}</span>
      </span>
    ),
  },
  {
    id: "expiry",
    header: "Expires",
    width: "6rem",
    card: "aside",
    cell: (row) => <ApprovalExpiry command={row} />,
  },
  {
    id: "time",
    header: "Asked",
    numeric: true,
    width: "6rem",
    cell: ({ createdAt }) => <Time at={createdAt} />,
  },
];
