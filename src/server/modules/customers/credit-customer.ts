import * as z from "zod/mini";
import { moneySchema, stripeIdSchema } from "#core/contracts/shared.ts";
import { currency } from "#core/currency.ts";
import { DomainError } from "#core/errors.ts";
import { invariant } from "#core/invariant.ts";
import { moneyWords } from "#core/money.ts";
import type { OverrideWork } from "../overrides/index.ts";
import { describeCustomer, requireCustomer } from "./override-target.repo.ts";

const MOST_WORDS = 350;

const paramsSchema = z.object({
  customerId: stripeIdSchema,
  amount: moneySchema,
  /** What the customer reads on their invoice. */
  description: z.string().check(z.trim(), z.minLength(1), z.maxLength(MOST_WORDS)),
});
type Params = z.infer<typeof paramsSchema>;

/**
 * Credits a customer's balance, which their next invoices use up. It is no money that leaves now, and it has no balance
 * transaction of its own. Source: https://docs.stripe.com/billing/customer/balance
 */
export const customerCredit: OverrideWork<Params, "customer_balance_create"> = {
  kind: "customer_credit",
  permission: "customer:credit",
  audit: "customer.credit-requested",
  params: paramsSchema,
  operation: () => "customer_balance_create",
  reasonOf: () => "credit",
  needsNote: () => true,
  notBefore: () => null,
  held: true,
  async plan(tx, { scope }, { customerId, amount, description }) {
    const found = await requireCustomer(tx, scope, customerId);
    if (amount.amountMinor <= 0n) throw new DomainError("AMOUNT_NOT_POSITIVE");
    const code = currency(amount.currency);
    const credited = Number(amount.amountMinor);
    invariant(Number.isSafeInteger(credited), "an amount beyond what JSON carries exactly");
    return {
      ...describeCustomer(found),
      method: null,
      amount: { amountMinor: amount.amountMinor, currency: code },
      title: `Credit ${moneyWords(amount)}`,
      consequences: [
        { tone: "good", text: `Their next invoices cost ${moneyWords(amount)} less.` },
        { tone: "plain", text: "No money is sent; it is used up by invoices in this currency." },
        {
          tone: "warn",
          text: "It is not undone by Stripe: a credit that was wrong is charged back by another entry.",
        },
      ],
      customerSees: `“${description}” and the credit on their next invoice.`,
      basis: [{ label: "Customer", value: "at Stripe" }],
      // Negative is what we owe them: https://docs.stripe.com/api/customer_balance_transactions
      body: { amount: -credited, currency: code, description },
    };
  },
  find: async (reader, command, { customerId }) => {
    const made = await reader.listCustomerBalance(customerId);
    return made.find(({ metadata }) => metadata?.["command_id"] === command.id) ?? null;
  },
  answer: (made) => ({
    objectId: made.id,
    objectStatus: "applied",
    answer: "succeeded",
    failure: null,
  }),
};
