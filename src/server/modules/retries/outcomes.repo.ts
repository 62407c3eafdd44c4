import { type BackTest, backTestSchema } from "#core/contracts/retries.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import { attemptsAfterDecline } from "./attempts.repo.ts";
import type { Cell, Concentrations } from "./success-model.ts";

/** Counts anew what became of attempts after a decline since `since`. */
export async function replaceOutcomes(
  tx: Transaction,
  scope: AccountScope,
  since: Date,
): Promise<void> {
  await tx.retryOutcome.deleteMany({ where: { ...scope } });
  await tx.$executeRaw`
    WITH ${attemptsAfterDecline(scope, since)}
    INSERT INTO retry_outcome (account_id, livemode, same_method, decline_code, wait_bucket, issuer, hour_bucket, attempts, successes)
    SELECT ${scope.accountId}, ${scope.livemode}, same_method, decline_code, wait_bucket, issuer, hour_bucket, count(*)::int,
      (count(*) FILTER (WHERE paid))::int
    FROM retried GROUP BY same_method, decline_code, wait_bucket, issuer, hour_bucket`;
}

/** Everything that is counted. */
export async function findOutcomes(tx: Transaction, scope: AccountScope): Promise<Cell[]> {
  const rows = await tx.retryOutcome.findMany({ where: { ...scope } });
  return rows.map(({ waitBucket, hourBucket, ...row }) => ({
    ...row,
    wait: waitBucket,
    hour: hourBucket,
  }));
}

/** The counts after one decline code in full, and those after every other code as one group of that level. */
export async function findOutcomesAfter(
  db: Database | Transaction,
  scope: AccountScope,
  declineCode: string,
): Promise<Cell[]> {
  return await client(db).$queryRaw<Cell[]>`
    SELECT same_method AS "sameMethod", CASE WHEN mine THEN decline_code ELSE '*' END AS "declineCode",
      CASE WHEN mine THEN wait_bucket ELSE 0 END AS wait, CASE WHEN mine THEN issuer ELSE '*' END AS issuer,
      CASE WHEN mine THEN hour_bucket ELSE 0 END AS hour, sum(attempts)::int AS attempts, sum(successes)::int AS successes
    FROM (SELECT *, decline_code = ${declineCode} AS mine FROM retry_outcome
      WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode}) o
    GROUP BY 1, 2, 3, 4, 5`;
}

/** What was found when the counts were refreshed. */
export interface FittedModel {
  readonly concentrations: Concentrations;
  readonly attempts: number;
  /** Attempts since then were counted, business time. */
  readonly since: Date;
  readonly fittedAt: Date;
  readonly backTest: BackTest;
}

export async function storeModel(
  tx: Transaction,
  scope: AccountScope,
  model: FittedModel,
): Promise<void> {
  const row = { ...model, concentrations: [...model.concentrations] };
  await tx.retryModel.upsert({
    where: { accountId_livemode: scope },
    create: { ...scope, ...row },
    update: row,
  });
}

/** The model in use; null until the first refresh. */
export async function findModel(
  db: Database | Transaction,
  scope: AccountScope,
): Promise<FittedModel | null> {
  const row = await client(db).retryModel.findUnique({ where: { accountId_livemode: scope } });
  return row === null ? null : { ...row, backTest: backTestSchema.parse(row.backTest) };
}

function client(db: Database | Transaction): Transaction {
  return "prisma" in db ? db.prisma : db;
}
