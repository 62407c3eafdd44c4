import type * as z from "zod/mini";
import type { mapExportAccountInput, mapExportAccountOutput } from "#core/contracts/exports.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor, recordAudit } from "../audit/index.ts";
import { accountCode } from "../ledger/index.ts";
import { writeMappedAccount } from "./export-accounts.repo.ts";

/**
 * Names an account as an accounting system names it; an empty name goes back to ours. Files made before stay as they were.
 * Throws NOT_FOUND for a code that the chart does not have.
 */
export async function mapExportAccount(
  runtime: Runtime,
  actor: Actor,
  input: z.infer<typeof mapExportAccountInput>,
): Promise<z.infer<typeof mapExportAccountOutput>> {
  const { format, code, currency } = input;
  if (accountCode(code) === null) throw new DomainError("NOT_FOUND", { account: code });
  const external = input.external === "" ? null : input.external;
  await runtime.db.transaction(async (tx) => {
    const given = external && {
      external,
      changedBy: actor.userId,
      changedAt: runtime.clock.now(),
    };
    await writeMappedAccount(tx, runtime.scope, { format, code, currency }, given || null);
    await recordAudit(tx, {
      actor: personActor(actor),
      action: "export.account-mapped",
      result: "done",
      resource: { type: "export-account", id: `${format} ${code} ${currency}` },
      details: { external },
    });
  });
  return { external };
}
