import type * as z from "zod/mini";
import {
  bankLineDetailSchema,
  getLineInput,
  importPreviewSchema,
  importResultSchema,
  listBankAccountsOutput,
  listLinesInput,
  listLinesOutput,
  listProposalsInput,
  listProposalsOutput,
  listStatementsInput,
  listStatementsOutput,
  statementFileInput,
} from "#core/contracts/bank-statements.ts";
import { mutation, query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { importStatement } from "./import-statement.ts";
import { listProposals } from "./list-proposals.ts";
import type { StatementFile } from "./open-statement-file.ts";
import { previewImport } from "./preview-import.ts";
import { getLine, listBankAccounts, listLines, listStatements } from "./read-bank-statements.ts";

const readable = { permission: "reconciliation:read" } as const;
const importable = { permission: "bank:import", audit: "statement.imported" } as const;

const fileOf = ({ base64, ...rest }: z.infer<typeof statementFileInput>): StatementFile => ({
  ...rest,
  bytes: Buffer.from(base64, "base64"),
});

/** Bank statements: what was imported, its lines, what may belong to payouts, and the import of a file. */
export const bankStatementsRouter = router({
  accounts: query(readable)
    .output(listBankAccountsOutput)
    .query(({ ctx }) => listBankAccounts(ctx.runtime)),
  statements: query(readable)
    .input(listStatementsInput)
    .output(listStatementsOutput)
    .query(({ ctx, input }) => listStatements(ctx.runtime, input)),
  lines: query(readable)
    .input(listLinesInput)
    .output(listLinesOutput)
    .query(({ ctx, input }) => listLines(ctx.runtime, input)),
  line: query(readable)
    .input(getLineInput)
    .output(bankLineDetailSchema)
    .query(({ ctx, input }) => getLine(ctx.runtime, input)),
  proposals: query(readable)
    .input(listProposalsInput)
    .output(listProposalsOutput)
    .query(({ ctx, input }) => listProposals(ctx.runtime, input)),
  /** A mutation, since a file does not fit into an address; it writes nothing. */
  preview: mutation(importable)
    .input(statementFileInput)
    .output(importPreviewSchema)
    .mutation(({ ctx, input }) => previewImport(ctx.runtime, fileOf(input))),
  import: mutation(importable)
    .input(statementFileInput)
    .output(importResultSchema)
    .mutation(({ ctx, input }) => importStatement(ctx.runtime, ctx.actor, fileOf(input))),
});
