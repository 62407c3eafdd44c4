"use client";

import {
  type inferParserType,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsStringLiteral,
  useQueryStates,
} from "nuqs";
import { pageTrail, pageTrailParser } from "#components/layout/page-trail.ts";
import { AGE_BUCKETS } from "#core/break-ageing.ts";
import { BREAK_TYPES, type BreakType } from "#core/break-types.ts";
import { BREAK_STATES } from "#core/contracts/reconciliation.ts";
import { AGE_WORDS, BREAK_STATE_WORDS } from "./break-words.ts";
import { LEVELS } from "./run-words.ts";

/** Every type, in the order of its level. */
export const TYPES = Object.keys(BREAK_TYPES) as BreakType[];
const OWNERS = ["mine", "none"] as const;
export const OWNER_WORDS = { mine: "Mine", none: "Nobody" } as const;

const parsers = {
  state: parseAsArrayOf(parseAsStringLiteral(BREAK_STATES)).withDefault([]),
  level: parseAsArrayOf(parseAsStringLiteral(LEVELS)).withDefault([]),
  type: parseAsArrayOf(parseAsStringLiteral(TYPES)).withDefault([]),
  age: parseAsArrayOf(parseAsStringLiteral(AGE_BUCKETS)).withDefault([]),
  owner: parseAsStringLiteral(OWNERS),
  overdue: parseAsBoolean.withDefault(false),
  page: pageTrailParser,
};

type Values = Omit<inferParserType<typeof parsers>, "page">;

/** The active filters in words. */
function wordsOf({ state, level, type, age, owner, overdue }: Values): readonly string[] {
  return [
    ...state.map((one) => `State: ${BREAK_STATE_WORDS[one].word}`),
    ...level.map((one) => `Level: ${one}`),
    ...type.map((one) => `Type: ${BREAK_TYPES[one].label}`),
    ...age.map((one) => `Age: ${AGE_WORDS[one]}`),
    ...(owner === null ? [] : [`Owner: ${OWNER_WORDS[owner]}`]),
    ...(overdue ? ["Overdue"] : []),
  ];
}

/** The list's filters and page, kept in the address. `ownId` is who is signed in; undefined until that is known. */
export function useBreakFilters(ownId: string | undefined) {
  const [values, setValues] = useQueryStates(parsers, { history: "push" });
  const { state, level, type, age, owner, overdue } = values;
  const trail = pageTrail(values.page, (page) => void setValues({ page }));
  const ownerId = owner === "mine" ? ownId : (owner ?? undefined);
  return {
    values,
    trail,
    /** Whether all that the filters need is known. */
    isReady: owner !== "mine" || ownId !== undefined,
    change: (next: Partial<Omit<typeof values, "page">>) => void setValues({ ...next, page: null }),
    clear: () => void setValues(null),
    input: {
      ...(state.length === 0 ? {} : { states: state }),
      ...(level.length === 0 ? {} : { levels: level }),
      ...(type.length === 0 ? {} : { types: type }),
      ...(age.length === 0 ? {} : { ages: age }),
      ...(ownerId === undefined ? {} : { owner: ownerId }),
      ...(overdue ? { overdue } : {}),
      ...(trail.cursor === undefined ? {} : { cursor: trail.cursor }),
    },
    words: wordsOf(values),
  };
}

export type BreakFilters = ReturnType<typeof useBreakFilters>;
