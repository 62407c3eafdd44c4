import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";

/** By what method charges were paid, as fee plans name it. */
export async function findChargeMethods(
  tx: Transaction,
  scope: AccountScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { method: string; country: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.charge.findMany({
    where: { ...scope, id: { in: [...ids] } },
    select: { id: true, paymentMethodType: true, cardCountry: true },
  });
  return new Map(
    rows.map(({ id, paymentMethodType, cardCountry }) => [
      id,
      { method: paymentMethodType ?? "", country: cardCountry ?? "" },
    ]),
  );
}
