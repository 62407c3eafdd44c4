import { EXPORT_FORMATS, EXPORT_KINDS, type ExportRecord } from "#core/contracts/exports.ts";

const number = new Intl.NumberFormat("en-US");

/** "1 row", "12,345 rows". */
export function countText(count: bigint, noun: string): string {
  return `${number.format(count)} ${count === 1n ? noun : `${noun}s`}`;
}

/** "Journals for Xero, sums of each day, EUR". */
export function exportTitle({ filters }: Pick<ExportRecord, "filters">): string {
  const { kind, format, detail, currency, list } = filters;
  return [
    format === "csv"
      ? EXPORT_KINDS[kind].title
      : `${EXPORT_KINDS[kind].title} for ${EXPORT_FORMATS[format].title}`,
    ...(kind === "journals" && detail === "daily" ? ["sums of each day"] : []),
    ...(currency === undefined ? [] : [currency.toUpperCase()]),
    ...(list !== undefined && Object.keys(list).length > 1 ? ["filtered"] : []),
  ].join(", ");
}

/** "2026-10, 2026-11", or from the first to the last where they are many. */
export function monthsText(months: readonly string[]): string {
  if (months.length <= 3) return months.join(", ");
  return `${months.length} months from ${months[0] ?? ""} to ${months.at(-1) ?? ""}`;
}
