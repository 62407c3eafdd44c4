import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { CommandRow } from "./commands.repo.ts";

/** The newest commands whose target is a customer or anything of theirs, at most `limit`. */
export async function findCommandsAbout(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  customerId: string,
  limit: number,
): Promise<CommandRow[]> {
  const { accountId, livemode } = scope;
  const ids = await db.prisma.$queryRaw<{ id: string }[]>`
    WITH target AS (SELECT ${customerId} AS id
      UNION SELECT id FROM payment
        WHERE account_id = ${accountId} AND livemode = ${livemode} AND customer_id = ${customerId}
      UNION SELECT id FROM subscription
        WHERE account_id = ${accountId} AND livemode = ${livemode} AND customer_id = ${customerId}
      UNION SELECT id FROM invoice
        WHERE account_id = ${accountId} AND livemode = ${livemode} AND customer_id = ${customerId}
      UNION SELECT d.id FROM charge c JOIN dispute d ON (d.account_id, d.livemode, d.charge_id) = (c.account_id, c.livemode, c.id)
        WHERE c.account_id = ${accountId} AND c.livemode = ${livemode} AND c.customer_id = ${customerId})
    SELECT command.id::text FROM command JOIN target ON target.id = command.target_id
    WHERE command.account_id = ${accountId} AND command.livemode = ${livemode}
    ORDER BY command.created_at DESC, command.id DESC LIMIT ${limit}`;
  return await db.prisma.command.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
}
