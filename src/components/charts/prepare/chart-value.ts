import { moneyText } from "#components/ui/format-money.ts";

/** What the figures of a chart are. Rates come as basis points (1/100 %), spans as milliseconds, money as minor units. */
export type ChartUnit =
  | { readonly kind: "count" }
  | { readonly kind: "basis_points" }
  | { readonly kind: "milliseconds" }
  | { readonly kind: "minor"; readonly currency: string };

/** One figure; null is a gap: nothing was measured, which is not zero. */
export type ChartValue = number | bigint | null;

const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });
const oneDecimal = new Intl.NumberFormat("en-US", {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const atMostOne = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

/** The place of a figure on the axis. Only where a pixel goes is ever computed from it; texts use the figure itself. */
export function plotted(value: ChartValue): number | null {
  return value === null ? null : Number(value);
}

/** A span: "840 ms", "2.1 s", "3.5 min", "2.1 h", "1.5 d". */
export function spanText(ms: number): string {
  if (ms < 1000) return `${grouped.format(ms)} ms`;
  if (ms < 60_000) return `${atMostOne.format(ms / 1000)} s`;
  if (ms < 3_600_000) return `${atMostOne.format(ms / 60_000)} min`;
  if (ms < 86_400_000) return `${atMostOne.format(ms / 3_600_000)} h`;
  return `${atMostOne.format(ms / 86_400_000)} d`;
}

/** A figure in full: "6.2%", "840 ms", "1,234.50 EUR", "1,204"; "no data" for a gap. */
export function valueText(value: ChartValue, unit: ChartUnit): string {
  if (value === null) return "no data";
  switch (unit.kind) {
    case "basis_points":
      return `${oneDecimal.format(Number(value) / 100)}%`;
    case "milliseconds":
      return spanText(Number(value));
    case "minor":
      return moneyText(BigInt(value), unit.currency);
    case "count":
      return grouped.format(value);
  }
}

/** A figure of the axis, as short as it may be: "6%", "840 ms", "1.2K". Money is in major units without its code. */
export function axisText(value: number, unit: ChartUnit): string {
  switch (unit.kind) {
    case "basis_points":
      return `${atMostOne.format(value / 100)}%`;
    case "milliseconds":
      return spanText(value);
    case "minor":
      return majorAxisText(value, unit.currency);
    case "count":
      return short.format(value);
  }
}

/** `tick`: a place on the axis, in minor units. */
function majorAxisText(tick: number, currency: string): string {
  const whole = moneyText(BigInt(Math.round(tick)), currency).split(" ")[0] ?? "";
  return short.format(Number(whole.replaceAll(",", "").replace("−", "-")));
}
