import type * as z from "zod/mini";
import type {
  CustomerRow,
  listCustomersInput,
  listCustomersOutput,
} from "#core/contracts/customers.ts";
import { DomainError } from "#core/errors.ts";
import { isPermitted } from "#core/permissions.ts";
import type { Actor, Role } from "#core/roles.ts";
import { cursorAt, readCursor } from "#server/platform/db/keyset-cursor.ts";
import { readFreshness } from "#server/platform/db/read-freshness.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findCustomers, type ListedCustomer } from "./list-customers.repo.ts";
import { maskedEmail, maskedName } from "./mask-person.ts";
import { understandCustomerSearch } from "./understand-customer-search.ts";

/**
 * One page of customers, newest first. Throws INVALID_INPUT for a cursor that is not ours. A role that may not see personal
 * data cannot search by name or e-mail: an answer would tell who somebody is.
 */
export async function listCustomers(
  runtime: Runtime,
  actor: Actor,
  input: z.infer<typeof listCustomersInput>,
): Promise<z.infer<typeof listCustomersOutput>> {
  const search = understandCustomerSearch(input.query);
  const asksForPerson = search?.kind === "email" || search?.kind === "name";
  if (asksForPerson && !isPermitted(actor.role, "personal-data:read-masked"))
    throw new DomainError("NOT_PERMITTED", { permission: "personal-data:read-masked" });
  const { limit } = input;
  const [found, freshness] = await Promise.all([
    findCustomers(runtime.db, runtime.scope, {
      search,
      only: input.only ?? [],
      after: readCursor(input.cursor),
      limit,
    }),
    readFreshness(runtime),
  ]);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const goesOn = found.length > limit && last !== undefined;
  return {
    rows: page.map((row) => rowView(row, actor.role)),
    nextCursor: goesOn ? cursorAt(last.createdAt, last.id) : null,
    understoodAs: search?.kind ?? null,
    freshness,
  };
}

function rowView({ paid, ...row }: ListedCustomer, role: Role): CustomerRow {
  return {
    ...row,
    name: maskedName(row.name, role),
    email: maskedEmail(row.email, role),
    paid: paid.map(({ amount, currency }) => ({ amountMinor: BigInt(amount), currency })),
  };
}
