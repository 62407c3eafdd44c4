"use client";

import { useState } from "react";
import type { BooksChange } from "#core/contracts/bookkeeping.ts";
import { BooksChangeSheet } from "./books-change-sheet.tsx";

/** Asks another person to confirm a proposed match of payouts with lines of the bank. */
export function MatchSheet({ proposalId, onClose }: { proposalId: string; onClose: () => void }) {
  const [change] = useState<BooksChange>({ kind: "bank_match", proposalId });
  return (
    <BooksChangeSheet
      change={change}
      commitLabel="Ask for approval: confirm the match"
      description="Payouts and lines of the bank that may belong together"
      onClose={onClose}
      title="Confirm a match"
    />
  );
}
