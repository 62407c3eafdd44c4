import type { CustomerFacet } from "#core/contracts/customers.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import type { KeysetPlace } from "#server/platform/db/keyset-cursor.ts";
import type { CustomerSearch } from "./understand-customer-search.ts";

/** A customer as the list shows them. Name and e-mail are personal data. */
export interface ListedCustomer {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly country: string | null;
  readonly createdAt: Date;
  readonly deleted: boolean;
  readonly delinquent: boolean;
  readonly payments: number;
  readonly disputes: number;
  readonly lastPaymentAt: Date | null;
  /** Captured minor units as decimal text, by currency. */
  readonly paid: readonly { readonly amount: string; readonly currency: string }[];
}

export interface CustomerFilter {
  readonly search: CustomerSearch | null;
  readonly only: readonly CustomerFacet[];
  readonly after: KeysetPlace | null;
  readonly limit: number;
}

/** One page of customers, newest first, and one row more where there is a next page. */
export async function findCustomers(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  filter: CustomerFilter,
): Promise<ListedCustomer[]> {
  const where = Prisma.join(conditions(scope, filter), " AND ");
  return db.prisma.$queryRaw<ListedCustomer[]>`
    WITH page AS (SELECT c.* FROM customer c WHERE ${where}
      ORDER BY c.created_at DESC, c.id DESC LIMIT ${filter.limit + 1})
    SELECT page.id, page.name, page.email, page.country, page.created_at AS "createdAt", page.deleted, page.delinquent,
      p.payments, p.last AS "lastPaymentAt", p.paid, d.disputes
    FROM page, LATERAL (
      SELECT coalesce(sum(n), 0)::int AS payments, max(last) AS last,
        coalesce(json_agg(json_build_object('amount', captured::text, 'currency', currency) ORDER BY n DESC, currency)
          FILTER (WHERE captured > 0), '[]') AS paid
      FROM (SELECT currency, count(*) AS n, sum(amount_captured) AS captured, max(created_at) AS last FROM payment
        WHERE account_id = page.account_id AND livemode = page.livemode AND customer_id = page.id GROUP BY currency) each_currency
    ) p, LATERAL (
      SELECT count(*)::int AS disputes FROM payment paid
        JOIN dispute ON (dispute.account_id, dispute.livemode, dispute.charge_id)
          = (paid.account_id, paid.livemode, paid.latest_charge_id)
      WHERE paid.account_id = page.account_id AND paid.livemode = page.livemode AND paid.customer_id = page.id AND paid.disputed
    ) d
    ORDER BY page.created_at DESC, page.id DESC`;
}

function conditions(scope: AccountScope, { search, only, after }: CustomerFilter): Prisma.Sql[] {
  const owned = Prisma.sql`account_id = ${scope.accountId} AND livemode = ${scope.livemode}`;
  const found = [Prisma.sql`c.account_id = ${scope.accountId} AND c.livemode = ${scope.livemode}`];
  if (after !== null) found.push(Prisma.sql`(c.created_at, c.id) < (${after.at}, ${after.id})`);
  if (search !== null) found.push(searchCondition(owned, search));
  if (search?.kind === "id") return found;
  return [...found, ...only.map((facet) => facetCondition(owned, facet))];
}

function searchCondition(owned: Prisma.Sql, search: CustomerSearch): Prisma.Sql {
  switch (search.kind) {
    case "id":
      return Prisma.sql`c.id = ${search.id}`;
    case "email":
      return Prisma.sql`lower(c.email) = ${search.email}`;
    case "last4":
      return Prisma.sql`c.id IN (SELECT customer_id FROM payment_method WHERE ${owned} AND last4 = ${search.last4}
        UNION SELECT customer_id FROM payment WHERE ${owned} AND last4 = ${search.last4})`;
    case "name":
      // The words are letters and digits alone, so that none of them is an operator of the query.
      return Prisma.sql`to_tsvector('simple', coalesce(c.name, '')) @@ to_tsquery('simple',
        ${search.words.map((word) => `${word}:*`).join(" & ")})`;
  }
}

function facetCondition(owned: Prisma.Sql, facet: CustomerFacet): Prisma.Sql {
  switch (facet) {
    case "delinquent":
      return Prisma.sql`c.delinquent`;
    case "deleted":
      return Prisma.sql`c.deleted`;
    case "disputed":
      return Prisma.sql`c.id IN (SELECT customer_id FROM payment WHERE ${owned} AND disputed)`;
  }
}
