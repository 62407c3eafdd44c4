"use client";

import { useRouter } from "next/navigation";
import { jumpTarget } from "#components/commands/jump-target.ts";
import { type Facet, FilterBar } from "#components/ui/filter-bar.tsx";
import { paymentStates } from "#core/contracts/payments.ts";
import { DateRangeFilter } from "./date-range-filter.tsx";
import { METHOD_TYPES } from "./method-text.ts";
import { PAYMENT_STATE_WORDS } from "./payment-state-words.ts";
import { type PaymentFilters, RISK_LEVELS } from "./use-payment-filters.ts";

const pick = <Known extends string>(known: readonly Known[], chosen: readonly string[]) =>
  known.filter((one) => chosen.includes(one));

function facetsOf({ values, change }: PaymentFilters): readonly Facet[] {
  return [
    {
      id: "state",
      label: "State",
      options: paymentStates.map((value) => ({ value, label: PAYMENT_STATE_WORDS[value].word })),
      selected: values.state,
      onChange: (chosen) => change({ state: pick(paymentStates, chosen) }),
    },
    {
      id: "method",
      label: "Method",
      options: Object.entries(METHOD_TYPES).map(([value, label]) => ({ value, label })),
      selected: values.method,
      onChange: (chosen) => change({ method: [...chosen] }),
    },
    {
      id: "risk",
      label: "Risk",
      options: RISK_LEVELS.map((value) => ({
        value,
        label: value.charAt(0).toUpperCase() + value.slice(1),
      })),
      selected: values.risk,
      onChange: (chosen) => change({ risk: pick(RISK_LEVELS, chosen) }),
    },
  ];
}

/** Search and filters of the list; a whole payment id leads straight to the payment. */
export function PaymentsFilterBar({ filters }: { filters: PaymentFilters }) {
  const router = useRouter();
  const { values, change, clear } = filters;
  const search = (text: string) => {
    const target = jumpTarget(text);
    if (target?.href.startsWith("/payments/")) router.push(target.href);
    else change({ query: text });
  };
  return (
    <FilterBar
      aside={<DateRangeFilter from={values.from} onChange={change} to={values.to} />}
      facets={facetsOf(filters)}
      onClear={clear}
      search={{
        value: values.query,
        placeholder: "Id, Stripe URL, e-mail, last 4 or amount",
        onChange: search,
      }}
    />
  );
}
