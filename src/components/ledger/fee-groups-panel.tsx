"use client";

import { cn } from "#components/ui/class-names.ts";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { FEE_DIMENSIONS, type FeeDimension, type FeeGroupDto } from "#core/contracts/fees.ts";
import { DIMENSION_WORDS, effectiveRate, groupName } from "./fee-words.ts";
import type { FeeFilters } from "./use-fee-filters.ts";

const count = new Intl.NumberFormat("en-US");
const cell = "px-3 py-1.5 text-right";
const head = "h-8 px-3 text-right text-label text-muted-foreground";
const WIDE = "max-sm:hidden";

function Sums({ group }: { group: Omit<FeeGroupDto, "key"> }) {
  const { currency, gross, fee, charges } = group;
  return (
    <>
      <td className={cn(cell, WIDE)} data-num="">
        {count.format(charges)}
      </td>
      <td className={cn(cell, WIDE)} data-num="">
        <Money amountMinor={gross} currency={currency} />
      </td>
      <td className={cell} data-num="">
        <Money amountMinor={fee} currency={currency} />
      </td>
      <td className={cell} data-num="">
        {effectiveRate(fee, gross)}
      </td>
    </>
  );
}

function GroupRow({ group, filters }: { group: FeeGroupDto; filters: FeeFilters }) {
  const { by, picked, pick } = filters;
  const isPicked = picked[by] === group.key;
  return (
    <tr className={cn("border-t", isPicked && "bg-selected")}>
      <th className="px-3 py-1.5 text-left font-normal" scope="row">
        <button
          aria-pressed={isPicked}
          className="rounded-sm text-left underline-offset-4 hover:underline aria-pressed:font-medium"
          onClick={() => pick(by, group.key)}
          type="button"
        >
          {groupName(by, group.key)}
        </button>
      </th>
      <Sums group={group} />
    </tr>
  );
}

/** One total for each currency that charges settled in. */
function totalsOf(groups: readonly FeeGroupDto[]): readonly Omit<FeeGroupDto, "key">[] {
  const totals = new Map<string, Omit<FeeGroupDto, "key">>();
  for (const { currency, charges, gross, fee } of groups) {
    const sum = totals.get(currency) ?? { currency, charges: 0, gross: 0n, fee: 0n };
    totals.set(currency, {
      currency,
      charges: sum.charges + charges,
      gross: sum.gross + gross,
      fee: sum.fee + fee,
    });
  }
  return [...totals.values()];
}

function Head({ by }: { by: FeeDimension }) {
  return (
    <thead>
      <tr>
        <th className={cn(head, "text-left")} scope="col">
          {DIMENSION_WORDS[by]}
        </th>
        <th className={cn(head, WIDE)} scope="col">
          Charges
        </th>
        <th className={cn(head, WIDE)} scope="col">
          Gross
        </th>
        <th className={head} scope="col">
          Fee
        </th>
        <th className={head} scope="col">
          Rate
        </th>
      </tr>
    </thead>
  );
}

const CHOICES = FEE_DIMENSIONS.map((value) => ({ value, label: DIMENSION_WORDS[value] }));

/** What charges cost, grouped as chosen; a group's name lists its charges below. */
export function FeeGroupsPanel({
  groups,
  filters,
}: {
  groups: readonly FeeGroupDto[];
  filters: FeeFilters;
}) {
  return (
    <Panel
      aside={
        <SegmentedControl
          choices={CHOICES}
          label="Group by"
          onChange={filters.groupBy}
          value={filters.by}
        />
      }
      className="[&_header]:flex-wrap [&_header]:py-1.5"
      flush
      title="What charges cost"
    >
      <table className="w-full">
        <caption className="sr-only">Fees by {DIMENSION_WORDS[filters.by].toLowerCase()}</caption>
        <Head by={filters.by} />
        <tbody>
          {groups.map((group) => (
            <GroupRow filters={filters} group={group} key={`${group.key} ${group.currency}`} />
          ))}
        </tbody>
        <tfoot>
          {totalsOf(groups).map((total) => (
            <tr className="border-t font-medium" key={total.currency}>
              <th className="px-3 py-1.5 text-left font-medium" scope="row">
                All, settled in {total.currency.toUpperCase()}
              </th>
              <Sums group={total} />
            </tr>
          ))}
        </tfoot>
      </table>
    </Panel>
  );
}
