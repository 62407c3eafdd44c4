import { MethodLabel } from "#components/payments/method-label.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { Time } from "#components/ui/time.tsx";
import type { DisputeRow } from "#core/contracts/disputes.ts";
import { Completeness } from "./completeness.tsx";
import { DisputeStatus } from "./dispute-status.tsx";
import { reasonTitle } from "./dispute-words.ts";
import { EvidenceDue } from "./evidence-due.tsx";
import type { DisputeFilters } from "./use-dispute-filters.ts";

const dash = <span className="text-muted-foreground">–</span>;

const DUE: Column<DisputeRow> = {
  id: "due",
  header: "Evidence due",
  width: "13rem",
  card: "meta",
  cell: ({ dueAt }) => (dueAt === null ? dash : <EvidenceDue at={dueAt} />),
};

const OPENED: Column<DisputeRow> = {
  id: "opened",
  header: "Opened",
  numeric: true,
  width: "7rem",
  card: "aside",
  cell: ({ createdAt }) => <Time at={createdAt} />,
};

const WHAT: readonly Column<DisputeRow>[] = [
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
    width: "11rem",
    card: "status",
    cell: ({ status }) => <DisputeStatus status={status} />,
  },
];

const WHY_AND_WHO: readonly Column<DisputeRow>[] = [
  {
    id: "reason",
    header: "Reason",
    width: "11rem",
    card: "title",
    cell: ({ reason }) => reasonTitle(reason),
  },
  {
    id: "draft",
    header: "Staged",
    width: "15rem",
    cell: ({ draft }) => (draft === null ? dash : <Completeness {...draft} />),
  },
  {
    id: "method",
    header: "Method",
    width: "9rem",
    cell: ({ method }) => <MethodLabel method={method} />,
  },
  {
    id: "customer",
    header: "Customer",
    cell: ({ customer }) =>
      customer === null ? dash : (customer.label ?? <Id value={customer.id} />),
  },
];

/** The columns of the list; on a phone amount, state, reason, due time and age make a card. */
export function disputeColumns({ sort, sortBy }: DisputeFilters): readonly Column<DisputeRow>[] {
  const byDue = sort === "due" ? "ascending" : "none";
  const byAge = sort === "newest" ? "descending" : "none";
  return [
    ...WHAT,
    { ...DUE, sort: { direction: byDue, toggle: () => sortBy("due") } },
    ...WHY_AND_WHO,
    { ...OPENED, sort: { direction: byAge, toggle: () => sortBy("newest") } },
  ];
}
