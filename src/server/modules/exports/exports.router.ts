import {
  estimateExportOutput,
  exportAccountsInput,
  exportAccountsOutput,
  exportChoicesOutput,
  exportRequestSchema,
  getExportInput,
  getExportOutput,
  listExportsInput,
  listExportsOutput,
  mapExportAccountInput,
  mapExportAccountOutput,
} from "#core/contracts/exports.ts";
import { mutation, query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { mapExportAccount } from "./map-export-account.ts";
import {
  estimateExport,
  getExport,
  listExportAccounts,
  listExports,
  readExportChoices,
} from "./read-exports.ts";

const permitted = { permission: "export:create" } as const;

/** What was exported, what an export would hold, and the names of accounts in it. The file itself comes from its own route. */
export const exportsRouter = router({
  list: query(permitted)
    .input(listExportsInput)
    .output(listExportsOutput)
    .query(({ ctx, input }) => listExports(ctx.runtime, input.cursor)),
  get: query(permitted)
    .input(getExportInput)
    .output(getExportOutput)
    .query(({ ctx, input }) => getExport(ctx.runtime, input.id)),
  estimate: query(permitted)
    .input(exportRequestSchema)
    .output(estimateExportOutput)
    .query(({ ctx, input }) => estimateExport(ctx.runtime, ctx.actor, input)),
  choices: query(permitted)
    .output(exportChoicesOutput)
    .query(({ ctx }) => readExportChoices(ctx.runtime)),
  accounts: query(permitted)
    .input(exportAccountsInput)
    .output(exportAccountsOutput)
    .query(({ ctx, input }) => listExportAccounts(ctx.runtime, input.format)),
  mapAccount: mutation({ ...permitted, audit: "export.account-mapped" })
    .input(mapExportAccountInput)
    .output(mapExportAccountOutput)
    .mutation(({ ctx, input }) => mapExportAccount(ctx.runtime, ctx.actor, input)),
});
