import { valueText } from "#components/charts/prepare/chart-value.ts";
import { Money } from "#components/ui/money.tsx";
import { StatCard } from "#components/ui/stat-card.tsx";
import type { KpiCard } from "#core/contracts/kpis.ts";
import { changeText, KPI_WORDS } from "./kpi-words.ts";

const count = new Intl.NumberFormat("en-US");

function Figure({ card }: { card: KpiCard }) {
  if (card.value === null) return <span className="text-muted-foreground">no data</span>;
  if (card.unit === "minor" && card.currency !== null) {
    return <Money amountMinor={card.value} currency={card.currency} />;
  }
  return valueText(card.value, { kind: card.unit === "minor" ? "count" : card.unit });
}

function sampleText(card: KpiCard): string {
  const { counted } = KPI_WORDS[card.id];
  if (card.numerator !== null && card.denominator !== null) {
    return `${count.format(card.numerator)} of ${count.format(card.denominator)} ${counted}`;
  }
  return `n ${count.format(card.sample)} ${counted}`;
}

/** One figure of the overview with its parts and the comparison. `against` names the stretch before. */
export function KpiStatCard({ card, against }: { card: KpiCard; against: string }) {
  const words = KPI_WORDS[card.id];
  return (
    <StatCard
      change={changeText(card, against)}
      definition={words.definition}
      label={words.label}
      note={sampleText(card)}
      trend={card.spark.length > 0 ? card.spark : undefined}
      value={<Figure card={card} />}
    />
  );
}
