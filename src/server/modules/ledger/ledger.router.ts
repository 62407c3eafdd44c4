import {
  feeChargesInput,
  feeChargesOutput,
  feeSummaryInput,
  feeSummaryOutput,
} from "#core/contracts/fees.ts";
import {
  getJournalInput,
  getJournalOutput,
  listAccountsInput,
  listAccountsOutput,
  listEntriesInput,
  listEntriesOutput,
  listJournalsInput,
  listJournalsOutput,
} from "#core/contracts/ledger.ts";
import { query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { listEntries } from "./list-entries.ts";
import { listFeeCharges, summariseFees } from "./read-fees.ts";
import { getJournal, listAccounts, listJournals } from "./read-ledger.ts";

const readable = { permission: "ledger:read" } as const;

/** The books: accounts and their entries, journals, one journal, and what was paid in fees. */
export const ledgerRouter = router({
  accounts: query(readable)
    .input(listAccountsInput)
    .output(listAccountsOutput)
    .query(({ ctx, input }) => listAccounts(ctx.runtime, input)),
  entries: query(readable)
    .input(listEntriesInput)
    .output(listEntriesOutput)
    .query(({ ctx, input }) => listEntries(ctx.runtime, input)),
  journals: query(readable)
    .input(listJournalsInput)
    .output(listJournalsOutput)
    .query(({ ctx, input }) => listJournals(ctx.runtime, input)),
  journal: query(readable)
    .input(getJournalInput)
    .output(getJournalOutput)
    .query(({ ctx, input }) => getJournal(ctx.runtime, input)),
  fees: router({
    summary: query(readable)
      .input(feeSummaryInput)
      .output(feeSummaryOutput)
      .query(({ ctx, input }) => summariseFees(ctx.runtime, ctx.session.timeZone, input)),
    charges: query(readable)
      .input(feeChargesInput)
      .output(feeChargesOutput)
      .query(({ ctx, input }) => listFeeCharges(ctx.runtime, input)),
  }),
});
