import type * as z from "zod/mini";
import type {
  listPaymentsInput,
  listPaymentsOutput,
  paymentFilterSchema,
} from "#core/contracts/payments.ts";
import { currency } from "#core/currency.ts";
import { DomainError } from "#core/errors.ts";
import { isPermitted } from "#core/permissions.ts";
import type { Actor } from "#core/roles.ts";
import { cursorAt, readCursor } from "#server/platform/db/keyset-cursor.ts";
import { readFreshness } from "#server/platform/db/read-freshness.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findAccountCurrency, findPayments, paymentsListed } from "./payments.repo.ts";
import { paymentView } from "./payments.views.ts";
import { type PaymentSearch, understandSearch } from "./understand-search.ts";

/** Only until the account was read from Stripe, when there are no payments to find either. */
const CURRENCY_BEFORE_IMPORT = "eur";

/**
 * One page of payments, newest first. Throws INVALID_INPUT for a cursor that is not ours. A role that may not see personal
 * data cannot search by e-mail: an answer would tell whose payment it is.
 */
export async function listPayments(
  runtime: Runtime,
  actor: Actor,
  input: z.infer<typeof listPaymentsInput>,
): Promise<z.infer<typeof listPaymentsOutput>> {
  const search = await readSearch(runtime, input);
  if (search?.kind === "email" && !isPermitted(actor.role, "personal-data:read-masked")) {
    throw new DomainError("NOT_PERMITTED", { permission: "personal-data:read-masked" });
  }
  const [rows, freshness] = await Promise.all([
    findPayments(runtime.db, runtime.scope, {
      ...filterOf(input),
      search,
      after: readCursor(input.cursor),
      limit: input.limit,
    }),
    readFreshness(runtime),
  ]);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => paymentView(row, actor.role)),
    nextCursor: rows.length > input.limit && last ? cursorAt(last.createdAt, last.id) : null,
    understoodAs: understoodAs(search),
    freshness,
  };
}

type Filter = z.infer<typeof paymentFilterSchema>;

/** The condition that makes payments `p` those of a list with this filter. */
export async function conditionOfPayments(
  reading: Pick<Runtime, "db" | "scope">,
  filter: Filter,
): Promise<ReturnType<typeof paymentsListed>> {
  const search = await readSearch(reading, filter);
  return paymentsListed(reading.scope, { ...filterOf(filter), search });
}

async function readSearch(
  { db, scope }: Pick<Runtime, "db" | "scope">,
  { query }: Filter,
): Promise<PaymentSearch | null> {
  const accountCurrency = await findAccountCurrency(db, scope);
  return understandSearch(query, currency(accountCurrency ?? CURRENCY_BEFORE_IMPORT));
}

function filterOf(input: Filter) {
  return {
    states: input.state ?? [],
    methodTypes: input.methodType ?? [],
    riskLevels: input.riskLevel ?? [],
    from: input.from ?? null,
    to: input.to ?? null,
  };
}

function understoodAs(
  search: PaymentSearch | null,
): z.infer<typeof listPaymentsOutput>["understoodAs"] {
  return search?.kind ?? null;
}
