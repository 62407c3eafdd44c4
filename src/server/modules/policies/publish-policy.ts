import { canonicalJson } from "#core/canonical-json.ts";
import type { PolicyDocument } from "#core/contracts/policy-document.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { recordAudit, systemActor } from "../audit/index.ts";
import { named, type PolicyInForce } from "./policy-in-force.ts";
import { insertVersion } from "./policy-versions.repo.ts";
import { shippedPolicy } from "./shipped-policy.ts";

/** A document about to be a version: which one, signed as which command, and why. */
export interface Publication {
  readonly number: number;
  readonly document: PolicyDocument;
  readonly commandId: string | null;
  readonly note: string | null;
}

/** Puts a version into force, with its audit row. Null, and nothing written, when that number is taken. */
export async function publish(
  tx: Transaction,
  { scope, clock }: Pick<Runtime, "scope" | "clock">,
  { number, document, commandId, note }: Publication,
): Promise<PolicyInForce | null> {
  const version = named(number, document);
  const isNew = await insertVersion(tx, {
    ...scope,
    number,
    document: canonicalJson(document),
    sha256: version.sha256,
    publishedAt: clock.now(),
    commandId,
    note,
  });
  if (!isNew) return null;
  await recordAudit(tx, {
    actor: systemActor("executor"),
    action: "policy.published",
    result: "done",
    resource: { type: "policy", id: version.version },
    ...(commandId === null ? {} : { commandId }),
    details: { number, sha256: version.sha256 },
  });
  return version;
}

/**
 * Stores the shipped policy as version 1 where no version is: from then on a newer release changes nothing by itself.
 * Repeatable, by several workers at once.
 */
export async function storeShippedPolicy(runtime: Runtime): Promise<void> {
  await runtime.db.transaction((tx) =>
    publish(tx, runtime, { number: 1, document: shippedPolicy, commandId: null, note: null }),
  );
}
