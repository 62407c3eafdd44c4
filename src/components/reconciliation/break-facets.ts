import type { Facet } from "#components/ui/filter-bar.tsx";
import { AGE_BUCKETS } from "#core/break-ageing.ts";
import { BREAK_TYPES, RECONCILIATION_LEVELS } from "#core/break-types.ts";
import { BREAK_STATES } from "#core/contracts/reconciliation.ts";
import { AGE_WORDS, BREAK_STATE_WORDS } from "./break-words.ts";
import { LEVELS } from "./run-words.ts";
import { type BreakFilters, OWNER_WORDS, TYPES } from "./use-break-filters.ts";

/** A facet that takes one value: choosing another replaces it, choosing the same takes it away. */
function single<Value extends string>(
  values: readonly Value[],
  selected: Value | null,
  pick: (value: Value | null) => void,
): Pick<Facet, "selected" | "onChange"> {
  return {
    selected: selected === null ? [] : [selected],
    onChange: (chosen) =>
      pick(values.find((value) => value !== selected && chosen.includes(value)) ?? null),
  };
}

/** The filters of the list of breaks as the bar shows them. */
export function breakFacets({ values, change }: BreakFilters): readonly Facet[] {
  return [
    {
      id: "state",
      label: "State",
      options: BREAK_STATES.map((value) => ({ value, label: BREAK_STATE_WORDS[value].word })),
      selected: values.state,
      onChange: (chosen) => change({ state: BREAK_STATES.filter((one) => chosen.includes(one)) }),
    },
    {
      id: "level",
      label: "Level",
      options: LEVELS.map((value) => ({
        value,
        label: `${value} ${RECONCILIATION_LEVELS[value].split(": ")[0] ?? ""}`,
      })),
      selected: values.level,
      onChange: (chosen) => change({ level: LEVELS.filter((one) => chosen.includes(one)) }),
    },
    {
      id: "type",
      label: "Type",
      options: TYPES.map((value) => ({ value, label: BREAK_TYPES[value].label })),
      selected: values.type,
      onChange: (chosen) => change({ type: TYPES.filter((one) => chosen.includes(one)) }),
    },
    {
      id: "age",
      label: "Age",
      options: AGE_BUCKETS.map((value) => ({ value, label: AGE_WORDS[value] })),
      selected: values.age,
      onChange: (chosen) => change({ age: AGE_BUCKETS.filter((one) => chosen.includes(one)) }),
    },
    {
      id: "owner",
      label: "Owner",
      options: (["mine", "none"] as const).map((value) => ({ value, label: OWNER_WORDS[value] })),
      ...single(["mine", "none"] as const, values.owner, (owner) => change({ owner })),
    },
    {
      id: "overdue",
      label: "Due",
      options: [{ value: "overdue", label: "Overdue" }],
      ...single(["overdue"] as const, values.overdue ? "overdue" : null, (due) =>
        change({ overdue: due !== null }),
      ),
    },
  ];
}
