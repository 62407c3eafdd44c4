"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ExportButton } from "#components/exports/export-button.tsx";
import { withoutPage } from "#components/exports/export-draft.ts";
import { KeysetTable } from "#components/layout/keyset-table.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { EmptyFirstUse, EmptyNoMatch } from "#components/ui/empty-state.tsx";
import { type Facet, FilterBar } from "#components/ui/filter-bar.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { BANK_STATES, PAYOUT_STATUSES } from "#core/contracts/payouts.ts";
import { useTRPC } from "#trpc/client.tsx";
import { PAYOUT_COLUMNS } from "./payout-columns.tsx";
import { BANK_WORDS, PAYOUT_STATUS_WORDS } from "./payout-words.ts";
import { type PayoutFilters, usePayoutFilters } from "./use-payout-filters.ts";

function facetsOf({ values, change }: PayoutFilters): readonly Facet[] {
  return [
    {
      id: "status",
      label: "State",
      options: PAYOUT_STATUSES.map((value) => ({ value, label: PAYOUT_STATUS_WORDS[value].word })),
      selected: values.status,
      onChange: (chosen) =>
        change({ status: PAYOUT_STATUSES.filter((one) => chosen.includes(one)) }),
    },
    {
      id: "bank",
      label: "Bank",
      options: BANK_STATES.map((value) => ({ value, label: BANK_WORDS[value].word })),
      selected: values.bank,
      onChange: (chosen) => change({ bank: BANK_STATES.filter((one) => chosen.includes(one)) }),
    },
  ];
}

function PayoutsExport({ input, words }: Pick<PayoutFilters, "input" | "words">) {
  const list = { of: "payouts", ...withoutPage(input) } as const;
  return <ExportButton kind="payouts" shown={{ list, words }} />;
}

/** What left Stripe for the bank, latest arrival first. */
export function PayoutsPage() {
  const trpc = useTRPC();
  const filters = usePayoutFilters();
  const list = useQuery({
    ...trpc.payouts.list.queryOptions(filters.input),
    placeholderData: keepPreviousData,
  });
  usePageFreshness(list.data?.freshness.asOf ?? null);
  return (
    <>
      <PageHeader
        actions={<PayoutsExport {...filters} />}
        description="What left Stripe for the bank, what each payout consists of, and whether it arrived"
        title="Payouts"
      />
      <FilterBar
        facets={facetsOf(filters)}
        onClear={filters.clear}
        search={{
          value: filters.values.query,
          placeholder: "Payout id or trace id",
          onChange: (query) => filters.change({ query }),
        }}
      />
      <KeysetTable
        caption="Payouts"
        columns={PAYOUT_COLUMNS}
        empty={<PayoutsEmpty filters={filters} />}
        hrefOf={(row) => `/payouts/${row.id}`}
        list={list}
        rowLabel={({ id, amount }) =>
          `payout ${id}, ${moneyText(amount.amountMinor, amount.currency)}`
        }
        trail={filters.trail}
      />
    </>
  );
}

function PayoutsEmpty({ filters }: { filters: PayoutFilters }) {
  if (filters.words.length > 0) {
    return <EmptyNoMatch filters={filters.words} noun="payouts" onClear={filters.clear} />;
  }
  return (
    <EmptyFirstUse title="No payout yet">
      The first appears here when Stripe sends the balance to the bank.
    </EmptyFirstUse>
  );
}
