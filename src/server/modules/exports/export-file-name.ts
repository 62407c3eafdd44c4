import type { ExportRequest } from "#core/contracts/exports.ts";
import type { AccountScope } from "#core/mode.ts";

/** `countersign-TEST-acct_1-journals-daily-xero-eur-2026-10-01_2026-10-31.csv`: says what it is without being opened. */
export function exportFileName(
  { accountId, livemode }: AccountScope,
  { kind, format, detail, currency, from, to, list }: ExportRequest,
): string {
  const parts = [
    "countersign",
    livemode ? "LIVE" : "TEST",
    accountId,
    kind,
    ...(kind === "journals" && detail === "daily" ? ["daily"] : []),
    ...(format === "csv" ? [] : [format]),
    ...(currency === undefined ? [] : [currency]),
    list === undefined ? `${from}_${to}` : "as-listed",
  ];
  return `${parts.join("-").replaceAll(/[^\w.-]/g, "_")}.csv`;
}
