import {
  customerDetailSchema,
  customerRefInput,
  customerRefundsOutput,
  listCustomersInput,
  listCustomersOutput,
  revealCustomerInput,
  revealedCustomerSchema,
} from "#core/contracts/customers.ts";
import { createOverrideRouter } from "#server/api/override-procedures.ts";
import { mutation, query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { customerCredit } from "./credit-customer.ts";
import { getCustomer } from "./get-customer.ts";
import { listCustomers } from "./list-customers.ts";
import { listRefundsOf } from "./list-refunds.ts";
import { revealCustomer } from "./reveal-customer.ts";
import { defaultMethod } from "./set-default-method.ts";

const readable = { permission: "customer:read" } as const;

/** Customers: the list, one of them, and who it is in clear. */
export const customersRouter = router({
  list: query(readable)
    .input(listCustomersInput)
    .output(listCustomersOutput)
    .query(({ ctx, input }) => listCustomers(ctx.runtime, ctx.actor, input)),
  get: query(readable)
    .input(customerRefInput)
    .output(customerDetailSchema)
    .query(({ ctx, input }) => getCustomer(ctx.runtime, ctx.actor, input)),
  refunds: query(readable)
    .input(customerRefInput)
    .output(customerRefundsOutput)
    .query(({ ctx, input }) => listRefundsOf(ctx.runtime, input)),
  /** Answers with personal data in clear; each answer is an audit row. */
  reveal: mutation({ permission: "personal-data:reveal", audit: "personal-data.revealed" })
    .input(revealCustomerInput)
    .output(revealedCustomerSchema)
    .mutation(({ ctx, input }) => revealCustomer(ctx.runtime, ctx.actor, input)),
  credit: createOverrideRouter(customerCredit),
  setDefaultMethod: createOverrideRouter(defaultMethod),
});
