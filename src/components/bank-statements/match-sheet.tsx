"use client";

import { useState } from "react";
import { BooksChangeSheet } from "#components/bookkeeping/books-change-sheet.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import type { ProposalDto } from "#core/contracts/bank-statements.ts";
import type { BooksChange } from "#core/contracts/bookkeeping.ts";
import { counted } from "./bank-words.ts";

/** Asks to match payouts with lines of the bank; another person signs it. */
export function MatchSheet({ proposal, onClose }: { proposal: ProposalDto; onClose: () => void }) {
  const [change] = useState<BooksChange>({ kind: "bank_match", proposalId: proposal.id });
  const { lines, payouts, difference } = proposal;
  const banked = lines.reduce((sum, { amount }) => sum + amount.amountMinor, 0n);
  const amount = moneyText(banked, difference.currency);
  return (
    <BooksChangeSheet
      change={change}
      commitLabel={`Ask for approval: match ${amount}`}
      description={`${counted(payouts.length, "payout")} with ${counted(lines.length, "bank line")}`}
      onClose={onClose}
      title="Match with the bank"
    >
      {difference.amountMinor === 0n ? null : (
        <p className="text-secondary-foreground">
          {`${moneyText(difference.amountMinor, difference.currency, "always")} would stay in transit.`}
        </p>
      )}
    </BooksChangeSheet>
  );
}
