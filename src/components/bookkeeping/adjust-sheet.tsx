"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import type { BooksChange, BreakHelp } from "#core/contracts/bookkeeping.ts";
import type { BreakDetailDto } from "#core/contracts/reconciliation.ts";
import { useTRPC } from "#trpc/client.tsx";
import { BooksChangeSheet } from "./books-change-sheet.tsx";
import { draftOf, type LegDraft, readLegs } from "./legs-draft.ts";
import { LegsEditor } from "./legs-editor.tsx";

const NO_CURRENCY = "eur";

function currencyFor({ amount }: BreakDetailDto, { suggestion }: BreakHelp): string {
  return suggestion?.legs[0]?.amount.currency ?? amount?.currency ?? NO_CURRENCY;
}

/** An entry is in one currency; what stands in another is proposed after it. */
function inCurrency(suggestion: BreakHelp["suggestion"], currency: string) {
  const legs = suggestion?.legs.filter(({ amount }) => amount.currency === currency);
  return suggestion && legs ? { ...suggestion, legs } : null;
}

interface AdjustSheetProps {
  detail: BreakDetailDto;
  help: BreakHelp;
  onClose: () => void;
}

/** Proposes an entry for a break; it starts as suggested, in the break's currency. */
export function AdjustSheet({ detail, help, onClose }: AdjustSheetProps) {
  const trpc = useTRPC();
  const accounts = useQuery(trpc.bookkeeping.accounts.queryOptions());
  const currency = currencyFor(detail, help);
  const [draft, setDraft] = useState<readonly LegDraft[]>(() =>
    draftOf(inCurrency(help.suggestion, currency)),
  );
  const reading = readLegs(draft, currency);
  const debits = (reading.legs ?? []).reduce(
    (sum, { amount }) => (amount.amountMinor > 0n ? sum + amount.amountMinor : sum),
    0n,
  );
  const change: BooksChange | null =
    reading.legs === null
      ? null
      : { kind: "ledger_adjustment", breakId: detail.id, legs: [...reading.legs] };
  return (
    <BooksChangeSheet
      change={change}
      commitLabel={
        change === null
          ? "Ask for an entry"
          : `Ask for approval: entry of ${moneyText(debits, currency)}`
      }
      description={`${detail.label}: ${detail.objectId}`}
      onClose={onClose}
      title="Propose an entry"
    >
      {help.suggestion ? <p className="text-secondary-foreground">{help.suggestion.why}</p> : null}
      {accounts.error ? (
        <ApiErrorPanel error={accounts.error} onRetry={() => void accounts.refetch()} />
      ) : null}
      <LegsEditor
        accounts={accounts.data?.accounts ?? []}
        currency={currency}
        draft={draft}
        onChange={setDraft}
        reading={reading}
      />
    </BooksChangeSheet>
  );
}
