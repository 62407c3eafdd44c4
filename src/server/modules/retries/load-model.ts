import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { Model, Situation } from "./chance.ts";
import type { RetryMethod } from "./gather-facts.ts";
import { findModel, findOutcomesAfter } from "./outcomes.repo.ts";
import { codeOf, type TriedCharge } from "./retry-facts.repo.ts";
import { AttemptTree } from "./success-model.ts";

/** What an attempt after a decline of unknown reason is counted under. */
const NO_CODE = "unknown";

/** The model for attempts after a decline of this code, and on how much it rests; null before the first count. */
export async function loadModel(
  db: Database | Transaction,
  scope: AccountScope,
  code: string | null,
): Promise<{ model: Model; attempts: number; since: Date } | null> {
  const stored = await findModel(db, scope);
  if (stored === null) return null;
  const tree = new AttemptTree(await findOutcomesAfter(db, scope, code ?? NO_CODE));
  const { concentrations, attempts, since } = stored;
  return { model: { tree, fitted: concentrations }, attempts, since };
}

/** What is known of a try of this method after that decline, before its time is chosen. */
export function situationOf(last: TriedCharge, method: RetryMethod): Situation {
  return {
    sameMethod: method.wasTried,
    declineCode: codeOf(last) ?? NO_CODE,
    issuer: method.issuer,
    country: method.country,
    declinedAt: last.at,
  };
}
