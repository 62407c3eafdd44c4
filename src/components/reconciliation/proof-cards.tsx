"use client";

import { useQuery } from "@tanstack/react-query";
import { valueText } from "#components/charts/prepare/chart-value.ts";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { Money } from "#components/ui/money.tsx";
import { StatCard, StatCardSkeleton } from "#components/ui/stat-card.tsx";
import type { BreakCountsDto } from "#core/contracts/reconciliation.ts";
import { basisPoints } from "#core/money.ts";
import { useTRPC } from "#trpc/client.tsx";

const count = new Intl.NumberFormat("en-US");

interface CurrencyProof {
  readonly currency: string;
  readonly payouts: number;
  readonly matched: number;
  readonly amount: bigint;
  readonly amountMatched: bigint;
}

const BANK_DEFINITION =
  "Of the payouts that were due in the last 100 days, the value that stands on an imported bank statement. Payouts that Stripe gave up are left out. Each currency is counted on its own.";

function BankCard({ proofs }: { proofs: readonly CurrencyProof[] }) {
  const [first, ...others] = proofs;
  if (first === undefined) {
    return (
      <StatCard
        definition={BANK_DEFINITION}
        detail="No payout was due yet"
        label="Proven to the bank"
        value={<span className="text-muted-foreground">no data</span>}
      />
    );
  }
  const share = (proof: CurrencyProof) =>
    valueText(basisPoints(proof.amountMatched, proof.amount), { kind: "basis_points" });
  return (
    <StatCard
      definition={BANK_DEFINITION}
      detail={
        others.length === 0
          ? `${moneyText(first.amountMatched, first.currency)} of ${moneyText(first.amount, first.currency)}`
          : others.map((proof) => `${share(proof)} of ${proof.currency.toUpperCase()}`).join(" · ")
      }
      label={`Proven to the bank, ${first.currency.toUpperCase()}`}
      note={`${count.format(first.matched)} of ${count.format(first.payouts)} payouts`}
      value={share(first)}
    />
  );
}

function OpenBreaksCard({ counts }: { counts: BreakCountsDto }) {
  const oldest = counts.byAge.findLast((group) => group.count > 0);
  return (
    <StatCard
      attention={counts.overdue > 0 ? `${count.format(counts.overdue)} overdue` : undefined}
      definition="Breaks that no run has resolved yet. Each type has a time within which somebody must have dealt with it; past that it is overdue."
      detail={oldest ? `oldest ${oldest.age} days` : "nothing is open"}
      label="Open breaks"
      note={counts.overdue > 0 ? `${count.format(counts.overdue)} overdue` : "none overdue"}
      value={count.format(counts.open)}
    />
  );
}

function OpenValueCard({ counts }: { counts: BreakCountsDto }) {
  const largest = counts.byLevel.reduce(
    (top, group) => (group.amountBase > top.amountBase ? group : top),
    { level: "", amountBase: 0n },
  );
  const { baseCurrency } = counts;
  return (
    <StatCard
      definition="The magnitudes of all open breaks in the base currency, by the rates of the account's own conversions. A break without a rate or without an amount counts as nothing here."
      detail={
        largest.amountBase > 0n && baseCurrency
          ? `${moneyText(largest.amountBase, baseCurrency)} of it in ${largest.level}`
          : "no value in question"
      }
      label="Open break value"
      value={
        baseCurrency ? (
          <Money amountMinor={counts.amountBase} currency={baseCurrency} />
        ) : (
          <span className="text-muted-foreground">no data</span>
        )
      }
    />
  );
}

/** The three figures over reconciliation: what is proven to the bank, what differs, and what that is worth. */
export function ProofCards() {
  const trpc = useTRPC();
  const proof = useQuery(trpc.payouts.bankProof.queryOptions());
  const counts = useQuery(trpc.reconciliation.breaks.counts.queryOptions());
  const failed = [proof, counts].find((query) => query.error);
  if (failed?.error) {
    return <ApiErrorPanel error={failed.error} onRetry={() => void failed.refetch()} />;
  }
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      {proof.data ? (
        <BankCard proofs={proof.data.currencies} />
      ) : (
        <StatCardSkeleton label="Proven to the bank" />
      )}
      {counts.data ? (
        <>
          <OpenBreaksCard counts={counts.data} />
          <OpenValueCard counts={counts.data} />
        </>
      ) : (
        <>
          <StatCardSkeleton label="Open breaks" />
          <StatCardSkeleton label="Open break value" />
        </>
      )}
    </div>
  );
}
