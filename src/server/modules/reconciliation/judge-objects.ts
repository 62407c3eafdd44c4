import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { dueBefore } from "./grace-periods.ts";
import type { LevelResult } from "./level-result.ts";
import { chargeItems, commandItems, disputeItems, refundItems } from "./objects.repo.ts";
import { findFirstSeen } from "./refund-origin.repo.ts";
import { tallyItems } from "./tally.repo.ts";

/**
 * R3: charges, refunds and disputes have their transactions, refunds are the console's own and stay refunded, disputes are
 * answered in time, overrides end. What an object names and the books do not have is R0's break, and expected here.
 */
export async function judgeObjects(
  tx: Transaction,
  scope: AccountScope,
  asOf: Date,
): Promise<LevelResult> {
  const began = await findFirstSeen(tx, scope);
  const graces = {
    asOf,
    objectDue: dueBefore(asOf, "objectTransaction"),
    refundDue: dueBefore(asOf, "refundPending"),
    commandDue: dueBefore(asOf, "unknownCommand"),
    began: began ?? asOf,
  };
  const results = [
    await tallyItems(tx, chargeItems(scope, graces)),
    await tallyItems(tx, refundItems(scope, graces)),
    await tallyItems(tx, disputeItems(scope, graces)),
    await tallyItems(tx, commandItems(scope, graces)),
  ];
  return {
    level: "R3",
    tallies: results.flatMap(({ tallies }) => tallies),
    broken: results.flatMap(({ broken }) => broken),
    complete: results.every(({ complete }) => complete),
  };
}
