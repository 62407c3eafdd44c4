import type { ExportRequest, ListedExport } from "#core/contracts/exports.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import { conditionOfLines } from "../bank-statements/index.ts";
import { conditionOfJournals } from "../ledger/index.ts";
import { conditionOfPayments } from "../payments/index.ts";
import { conditionOfPayouts } from "../payouts/index.ts";
import { breaksListed } from "../reconciliation/index.ts";
import type { Reading } from "./export-source.ts";

/**
 * "AND …" where a request is for a list as somebody has it on screen: the list's own condition, so that both are the same
 * rows; the table has the list's own alias. Empty for a span of days.
 */
export async function asListed(reading: Reading, { list }: ExportRequest): Promise<Prisma.Sql> {
  return list === undefined ? Prisma.empty : Prisma.sql`AND ${await conditionOf(reading, list)}`;
}

async function conditionOf(reading: Reading, list: ListedExport): Promise<Prisma.Sql> {
  switch (list.of) {
    case "payments":
      return await conditionOfPayments(reading, instantsOf(list));
    case "payouts":
      return conditionOfPayouts(reading, list);
    case "journals":
      return await conditionOfJournals(reading, instantsOf(list));
    case "breaks":
      return breaksListed(reading.scope, list, reading.clock.now());
    case "bulk-rows":
      return Prisma.sql`r.bulk_id = ${list.bulkId}::uuid`;
    case "bank-lines":
      return conditionOfLines(reading, list);
  }
}

function instantsOf<
  List extends { readonly from?: string | undefined; readonly to?: string | undefined },
>({ from, to, ...rest }: List) {
  return {
    ...rest,
    ...(from === undefined ? {} : { from: new Date(from) }),
    ...(to === undefined ? {} : { to: new Date(to) }),
  };
}
