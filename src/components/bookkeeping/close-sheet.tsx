"use client";

import { useState } from "react";
import type { BooksChange } from "#core/contracts/bookkeeping.ts";
import { BooksChangeSheet } from "./books-change-sheet.tsx";
import { monthName } from "./period-words.ts";

/** Asks another person to sign a locked month. */
export function CloseSheet({ month, onClose }: { month: string; onClose: () => void }) {
  const [change] = useState<BooksChange>({ kind: "period_close", month });
  return (
    <BooksChangeSheet
      change={change}
      commitLabel={`Ask for approval: close ${monthName(month)}`}
      description={monthName(month)}
      onClose={onClose}
      title="Close the month"
    >
      <p className="text-secondary-foreground">
        Once another person has signed, the month stays as it is for ever. What Stripe tells late of
        it counts for the next.
      </p>
    </BooksChangeSheet>
  );
}
