import type { Column } from "./csv-encoding.ts";
import { type ExportSource, inBatches } from "./export-source.ts";
import {
  type BankLineRow,
  type BreakRow,
  countBankLines,
  countBreaks,
  countRunCounts,
  findBankLinesAfter,
  findBreaksAfter,
  findRunCountsAfter,
  type RunCountRow,
} from "./reconciliation-rows.repo.ts";

function difference(header: string, read: (row: BreakRow) => bigint | null): Column<BreakRow> {
  return {
    header,
    kind: "amount",
    value: (row) => money(read(row), row.currency),
  };
}

function money(amountMinor: bigint | null, currency: string | null) {
  return amountMinor === null || currency === null ? null : { amountMinor, currency };
}

/** Breaks that were open at any time of the span. */
export const breaks: ExportSource<BreakRow> = {
  permission: "reconciliation:read",
  columns: [
    { header: "Break", kind: "text", value: ({ id }) => id },
    { header: "Level", kind: "text", value: ({ level }) => level },
    { header: "Type", kind: "text", value: ({ type }) => type },
    { header: "Object type", kind: "text", value: ({ objectType }) => objectType },
    { header: "Object", kind: "text", value: ({ objectId }) => objectId },
    difference("Difference", ({ amount }) => amount),
    difference("Expected", ({ expected }) => expected),
    difference("Actual", ({ actual }) => actual),
    { header: "Currency", kind: "text", value: (row) => row.currency?.toUpperCase() ?? null },
    {
      header: "Difference in base currency",
      kind: "amount",
      value: ({ amountBase, baseCurrency }) => money(amountBase, baseCurrency),
    },
    {
      header: "Base currency",
      kind: "text",
      value: ({ baseCurrency }) => baseCurrency?.toUpperCase() ?? null,
    },
    { header: "State", kind: "text", value: ({ state }) => state },
    { header: "Owner", kind: "text", value: ({ owner }) => owner },
    { header: "Opened at", kind: "instant", value: ({ openedAt }) => openedAt },
    { header: "Due at", kind: "instant", value: ({ dueAt }) => dueAt },
    { header: "Last found at", kind: "instant", value: ({ lastSeenAt }) => lastSeenAt },
    { header: "Resolved at", kind: "instant", value: ({ resolvedAt }) => resolvedAt },
    { header: "Times reopened", kind: "integer", value: ({ reopened }) => reopened },
  ],
  count: countBreaks,
  rows: (reading, request) => inBatches((after) => findBreaksAfter(reading, request, after)),
};

/** What the runs of the span counted, level by level. */
export const reconciliations: ExportSource<RunCountRow> = {
  permission: "reconciliation:read",
  columns: [
    { header: "Run", kind: "text", value: ({ runId }) => runId },
    { header: "As of", kind: "instant", value: ({ asOf }) => asOf },
    { header: "Started by", kind: "text", value: ({ trigger }) => trigger },
    { header: "State", kind: "text", value: ({ state }) => state },
    { header: "Finished at", kind: "instant", value: ({ finishedAt }) => finishedAt },
    { header: "Level", kind: "text", value: ({ level }) => level },
    { header: "Currency", kind: "text", value: ({ currency }) => currency.toUpperCase() },
    { header: "Checked", kind: "integer", value: ({ checked }) => checked },
    { header: "Matched", kind: "integer", value: ({ matched }) => matched },
    { header: "Expected", kind: "integer", value: ({ expected }) => expected },
    { header: "Broken", kind: "integer", value: ({ broken }) => broken },
    {
      header: "Value checked",
      kind: "amount",
      value: ({ valueChecked, currency }) => money(valueChecked, currency),
    },
    {
      header: "Value broken",
      kind: "amount",
      value: ({ valueBroken, currency }) => money(valueBroken, currency),
    },
  ],
  count: countRunCounts,
  rows: (reading, request) => inBatches((after) => findRunCountsAfter(reading, request, after)),
};

/** Lines of bank statements by value date. */
export const bankLines: ExportSource<BankLineRow> = {
  permission: "reconciliation:read",
  columns: [
    {
      header: "Bank account",
      kind: "text",
      value: ({ account, last4 }) => `${account} ••${last4}`,
    },
    { header: "Booked on", kind: "date", value: ({ bookedOn }) => bookedOn },
    { header: "Value on", kind: "date", value: ({ valueOn }) => valueOn },
    {
      header: "Amount",
      kind: "amount",
      value: ({ amount, currency }) => money(amount, currency),
    },
    { header: "Currency", kind: "text", value: ({ currency }) => currency.toUpperCase() },
    { header: "Amount in minor units", kind: "integer", value: ({ amount }) => amount },
    { header: "Bank's reference", kind: "text", value: ({ externalId }) => externalId },
    { header: "Reference", kind: "text", value: ({ reference }) => reference },
    { header: "Trace id", kind: "text", value: ({ traceId }) => traceId },
    {
      header: "Description",
      kind: "text",
      personal: true,
      value: ({ description }) => description,
    },
    {
      header: "Counterparty",
      kind: "text",
      personal: true,
      value: ({ counterparty }) => counterparty,
    },
    { header: "File", kind: "text", value: ({ fileName }) => fileName },
    { header: "Times amended", kind: "integer", value: ({ amended }) => amended },
    { header: "Matched", kind: "text", value: ({ matched }) => (matched ? "yes" : "no") },
  ],
  count: countBankLines,
  rows: (reading, request) => inBatches((after) => findBankLinesAfter(reading, request, after)),
};
