import { BULK_WHY_WORDS } from "#core/contracts/bulk.ts";
import { type BulkLine, countBulkLines, findBulkLinesAfter } from "./bulk-rows.repo.ts";
import { type ExportSource, inBatches } from "./export-source.ts";

/** What became of the rows of bulks, one a line. */
export const bulkRows: ExportSource<BulkLine> = {
  permission: "bulk:read",
  columns: [
    { header: "Bulk", kind: "text", value: ({ bulkId }) => bulkId },
    { header: "Row", kind: "integer", value: ({ n }) => n },
    { header: "Started at", kind: "instant", value: ({ startedAt }) => startedAt },
    { header: "Asked for by", kind: "text", value: ({ requester }) => requester },
    { header: "Reason", kind: "text", value: ({ reason }) => reason },
    { header: "Payment", kind: "text", value: ({ paymentId }) => paymentId },
    { header: "Charge", kind: "text", value: ({ chargeId }) => chargeId },
    {
      header: "Amount",
      kind: "amount",
      value: ({ amount, currency }) => ({ amountMinor: amount, currency }),
    },
    { header: "Currency", kind: "text", value: ({ currency }) => currency.toUpperCase() },
    { header: "Result", kind: "text", value: ({ result }) => result },
    {
      header: "Why",
      kind: "text",
      value: ({ why }) => (why === null ? null : BULK_WHY_WORDS[why]),
    },
    { header: "Detail", kind: "text", value: ({ detail }) => detail },
    { header: "Refund", kind: "text", value: ({ refundId }) => refundId },
    { header: "Override", kind: "text", value: ({ commandId }) => commandId },
    { header: "Decided at", kind: "instant", value: ({ decidedAt }) => decidedAt },
    { header: "Answered at", kind: "instant", value: ({ closedAt }) => closedAt },
  ],
  count: countBulkLines,
  rows: (reading, request) => inBatches((after) => findBulkLinesAfter(reading, request, after)),
};
