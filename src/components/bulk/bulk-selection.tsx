"use client";

import Link from "next/link";
import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Selection } from "#components/ui/data-table.tsx";

/** As many ids as an address holds on any way. */
const MOST = 100;

/** Payments that are ticked to be refunded together; null for those who may not ask for that. */
export function useBulkSelection(): Selection | null {
  const [selectedIds, onChange] = useState<ReadonlySet<string>>(new Set());
  return usePermitted("bulk:request") ? { selectedIds, onChange } : null;
}

/** What can be done with what is ticked; not there while nothing is. It opens the list, and sends nothing. */
export function BulkBar({ selection }: { selection: Selection }) {
  const ids = [...selection.selectedIds].slice(0, MOST);
  if (ids.length === 0) return null;
  return (
    <div
      aria-label="Selected payments"
      className="mb-2 flex flex-wrap items-center gap-3 rounded-md bg-selected px-3 py-1.5 max-md:hidden"
      role="group"
    >
      <span className="num font-medium" role="status">
        {ids.length} selected
      </span>
      <Button asChild size="sm" variant="primary">
        <Link href={`/bulk/new?ids=${ids.join(",")}`}>Refund in bulk…</Link>
      </Button>
      <Button onClick={() => selection.onChange(new Set())} size="sm" variant="ghost">
        Clear
      </Button>
    </div>
  );
}
