import { valueText } from "#components/charts/prepare/chart-value.ts";
import { Money } from "#components/ui/money.tsx";
import { StatCard } from "#components/ui/stat-card.tsx";
import type { KpiCard, Overview } from "#core/contracts/kpis.ts";
import { changeText, KPI_WORDS, slowestMethod, withinGoal } from "./kpi-words.ts";
import { methodTypeName } from "./method-type-name.ts";

const count = new Intl.NumberFormat("en-US");

function Figure({ card }: { card: KpiCard }) {
  if (card.value === null) return <span className="text-muted-foreground">no data</span>;
  if (card.unit === "minor" && card.currency !== null) {
    return <Money amountMinor={card.value} currency={card.currency} />;
  }
  return valueText(card.value, { kind: card.unit === "minor" ? "count" : card.unit });
}

function sampleText({ id, sample, numerator, denominator }: KpiCard): string {
  const { counted } = KPI_WORDS[id];
  const whole = denominator ?? sample;
  const words = `${count.format(whole)} ${counted}${whole === 1 ? "" : "s"}`;
  return numerator === null ? words : `${count.format(numerator)} of ${words}`;
}

/** What stands in the place of the course, for the two figures whose slots would hold too few cases to draw. */
function detailText({ id }: KpiCard, overview: Overview): string | undefined {
  if (id === "time_to_settlement") return slowestMethod(overview.settlement, methodTypeName);
  if (id === "webhook_latency") return withinGoal(overview.webhookLatency);
  return undefined;
}

interface KpiStatCardProps {
  card: KpiCard;
  overview: Overview;
  /** Names the stretch before. */
  against: string;
}

/** One figure of the overview with its parts and the comparison. */
export function KpiStatCard({ card, overview, against }: KpiStatCardProps) {
  const words = KPI_WORDS[card.id];
  return (
    <StatCard
      change={changeText(card, against)}
      definition={words.definition}
      detail={detailText(card, overview)}
      label={words.label}
      note={sampleText(card)}
      trend={card.spark.length > 0 ? card.spark : undefined}
      value={<Figure card={card} />}
    />
  );
}
