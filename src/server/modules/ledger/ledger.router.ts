import {
  getJournalInput,
  getJournalOutput,
  listAccountsOutput,
  listJournalsInput,
  listJournalsOutput,
} from "#core/contracts/ledger.ts";
import { query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { getJournal, listAccounts, listJournals } from "./read-ledger.ts";

const readable = { permission: "ledger:read" } as const;

/** The books: accounts, journals, one journal. */
export const ledgerRouter = router({
  accounts: query(readable)
    .output(listAccountsOutput)
    .query(({ ctx }) => listAccounts(ctx.runtime)),
  journals: query(readable)
    .input(listJournalsInput)
    .output(listJournalsOutput)
    .query(({ ctx, input }) => listJournals(ctx.runtime, input)),
  journal: query(readable)
    .input(getJournalInput)
    .output(getJournalOutput)
    .query(({ ctx, input }) => getJournal(ctx.runtime, input)),
});
