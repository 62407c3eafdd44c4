"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useTimeZone } from "#components/ui/clock.tsx";
import { AS_OF_BASES, type AsOfBasis } from "#core/contracts/ledger.ts";
import { readAsOf } from "./as-of.ts";

const parsers = { basis: parseAsStringLiteral(AS_OF_BASES), on: parseAsString.withDefault("") };

/** By which time and day the books are read, kept in the address. */
export function useAsOf() {
  const timeZone = useTimeZone();
  const [{ basis, on }, setValues] = useQueryStates(parsers, { history: "push" });
  return {
    basis,
    on,
    asOf: readAsOf(basis, on, timeZone),
    choose: (next: { basis: AsOfBasis; on: string } | null) => void setValues(next),
  };
}
