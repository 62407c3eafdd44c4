import type { AuditAction } from "#core/audit-actions.ts";
import type { Canonical } from "#core/canonical-json.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { personActor, recordAudit } from "../audit/index.ts";

/** Writes down what happened to a person's own credential. */
export async function recordCredential(
  tx: Transaction,
  actor: Actor,
  action: Extract<AuditAction, `credential.${string}`>,
  id: string,
  details: { readonly [key: string]: Canonical },
): Promise<void> {
  await recordAudit(tx, {
    actor: personActor(actor),
    action,
    result: "done",
    resource: { type: "credential", id },
    details,
  });
}
