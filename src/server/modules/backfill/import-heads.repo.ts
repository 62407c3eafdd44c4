import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import { STRIPE_API_VERSION } from "#server/platform/stripe/stripe-client.ts";

/**
 * Notes the state of listed objects as read at `asOf`. A state that a lane applied for a later instant stays, and so does
 * a deletion. Out: the ids that are now as listed, whose projections the caller writes in the same transaction.
 */
export async function writeHeads(
  tx: Transaction,
  scope: AccountScope,
  objectType: string,
  page: { readonly objects: readonly { readonly id: string }[]; readonly asOf: Date },
): Promise<Set<string>> {
  const rows = page.objects.map((object) => ({ id: object.id, doc: object }));
  const written = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO object_head AS head (account_id, livemode, object_type, object_id, as_of, as_of_kind, fetch_token, applied_ids,
      deleted, api_version, doc)
    SELECT ${scope.accountId}, ${scope.livemode}, ${objectType}, r.id, ${page.asOf}, 'refetch', 0, '{}', false,
      ${STRIPE_API_VERSION}, r.doc
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id text, doc jsonb) ORDER BY r.id
    ON CONFLICT (account_id, livemode, object_type, object_id) DO UPDATE SET as_of = excluded.as_of,
      as_of_kind = excluded.as_of_kind, applied_ids = '{}', api_version = excluded.api_version, doc = excluded.doc
    WHERE head.as_of < excluded.as_of AND NOT head.deleted
    RETURNING object_id AS id`;
  return new Set(written.map(({ id }) => id));
}

/** Writes the account that the console answers for. */
export async function upsertAccount(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  account: {
    readonly name: string | null;
    readonly country: string;
    readonly defaultCurrency: string;
    readonly baseCurrency: string;
    readonly updatedAt: Date;
  },
): Promise<void> {
  await db.prisma.stripeAccount.upsert({
    where: { accountId_livemode: scope },
    create: { ...scope, ...account },
    update: account,
  });
}
