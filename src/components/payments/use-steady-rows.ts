"use client";

import { useMemo, useState } from "react";

interface SteadyRows<Row> {
  readonly rows: readonly Row[] | undefined;
  /** Rows that have come since and are not shown yet. */
  readonly waiting: number;
  readonly showNew: () => void;
}

/**
 * Keeps a live list from moving under the cursor: rows are brought up to date in place, and new ones wait until they are
 * asked for.
 * @param view what is listed; another view starts afresh
 */
export function useSteadyRows<Row extends { readonly id: string }>(
  view: string,
  latest: readonly Row[] | undefined,
): SteadyRows<Row> {
  const [held, setHeld] = useState<{ view: string; rows: readonly Row[] } | null>(null);
  const isHolding = held !== null && held.view === view && held.rows.length > 0;
  if (latest !== undefined && !isHolding && (held?.view !== view || latest.length > 0)) {
    setHeld({ view, rows: latest });
  }
  return useMemo(() => {
    const showNew = () => setHeld(latest === undefined ? null : { view, rows: latest });
    if (latest === undefined || !isHolding) return { rows: latest, waiting: 0, showNew };
    const fresh = new Map(latest.map((row) => [row.id, row]));
    const shown = new Set(held.rows.map((row) => row.id));
    return {
      rows: held.rows.map((row) => fresh.get(row.id) ?? row),
      waiting: latest.filter((row) => !shown.has(row.id)).length,
      showNew,
    };
  }, [held, isHolding, latest, view]);
}
