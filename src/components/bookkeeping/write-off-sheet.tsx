"use client";

import { useState } from "react";
import { moneyText } from "#components/ui/format-money.ts";
import type { BooksChange, BreakHelp } from "#core/contracts/bookkeeping.ts";
import type { BreakDetailDto } from "#core/contracts/reconciliation.ts";
import { BooksChangeSheet } from "./books-change-sheet.tsx";

interface WriteOffSheetProps {
  detail: BreakDetailDto;
  writeOff: NonNullable<BreakHelp["writeOff"]>;
  onClose: () => void;
}

/** Asks to write off the whole of what a break left standing. */
export function WriteOffSheet({ detail, writeOff, onClose }: WriteOffSheetProps) {
  const [change] = useState<BooksChange>({ kind: "ledger_write_off", breakId: detail.id });
  const { amountMinor, currency } = writeOff.amount;
  const amount = moneyText(amountMinor < 0n ? -amountMinor : amountMinor, currency);
  return (
    <BooksChangeSheet
      change={change}
      commitLabel={`Ask for approval: write off ${amount}`}
      description={`${detail.label}: ${detail.objectId}`}
      onClose={onClose}
      title="Write off"
    >
      <p className="text-secondary-foreground">
        {`${amount} on “${writeOff.label}” would be booked as written off. Nobody will look for it any more.`}
      </p>
    </BooksChangeSheet>
  );
}
