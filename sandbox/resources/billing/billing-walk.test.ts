import fc from "fast-check";
import { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { idOf } from "../../store/object-kinds.ts";
import { customerWith, recurringPrice, useCard } from "../../testing/billing-account.ts";
import { brokenMoney, readAccount } from "../../testing/money-invariants.ts";
import { DAY_SECONDS, openAccount, type TestAccount } from "../../testing/test-account.ts";

const CARDS = [
  "pm_card_visa",
  "pm_card_chargeCustomerFail",
  "pm_card_authenticationRequired",
] as const;
const which = fc.nat(9);
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("subscribe" as const),
      card: fc.constantFrom(...CARDS),
      weekly: fc.boolean(),
      trialDays: fc.constantFrom(0, 0, 5),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("cancel" as const), which, now: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("quantity" as const),
      which,
      quantity: fc.integer({ min: 0, max: 5 }),
      behavior: fc.constantFrom("create_prorations", "none", "always_invoice"),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("pause" as const),
      which,
      behavior: fc.constantFrom("", "void", "mark_uncollectible", "keep_as_draft"),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("card" as const), card: fc.constantFrom(...CARDS) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("pay" as const), which, outside: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("void" as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("authenticate" as const), which, passes: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("credit" as const),
      amount: fc.integer({ min: -4_000, max: 500 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      seconds: fc.integer({ min: 60, max: 20 * DAY_SECONDS }),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Cast {
  readonly customer: string;
  readonly monthly: string;
  readonly weekly: string;
}

const at = <T>(all: readonly T[], index: number): T | undefined => all[index % all.length];

async function actOnSubscription(
  { stripe }: TestAccount,
  action: Extract<Step, { do: "cancel" | "quantity" | "pause" }>,
): Promise<void> {
  const { data } = await stripe.subscriptions.list({ status: "all", limit: 100 });
  const chosen = at(data, action.which);
  if (chosen === undefined) return;
  if (action.do === "cancel") {
    if (action.now) await stripe.subscriptions.cancel(chosen.id, { prorate: true });
    else await stripe.subscriptions.update(chosen.id, { cancel_at_period_end: true });
  } else if (action.do === "pause") {
    const { behavior } = action;
    await stripe.subscriptions.update(chosen.id, {
      pause_collection: behavior === "" ? "" : { behavior },
    });
  } else {
    await stripe.subscriptions.update(chosen.id, {
      items: [{ id: chosen.items.data[0]?.id ?? "", quantity: action.quantity }],
      proration_behavior: action.behavior,
    });
  }
}

async function actOnInvoice(
  account: TestAccount,
  action: Extract<Step, { do: "pay" | "void" | "authenticate" }>,
): Promise<void> {
  const { stripe } = account;
  const { data } = await stripe.invoices.list({ limit: 100, expand: ["data.payments"] });
  const chosen = at(data, action.which);
  if (chosen === undefined) return;
  if (action.do === "void") await stripe.invoices.voidInvoice(chosen.id);
  else if (action.do === "pay")
    await stripe.invoices.pay(chosen.id, { paid_out_of_band: action.outside });
  else
    await account.control(
      "POST",
      `payment_intents/${idOf(chosen.payments?.data[0]?.payment.payment_intent) ?? "pi_none"}/authenticate`,
      { outcome: action.passes ? "succeed" : "fail" },
    );
}

async function take(account: TestAccount, cast: Cast, action: Step): Promise<void> {
  const { stripe } = account;
  const { customer } = cast;
  switch (action.do) {
    case "subscribe":
      await useCard(account, customer, action.card);
      return void (await stripe.subscriptions.create({
        customer,
        items: [{ price: action.weekly ? cast.weekly : cast.monthly }],
        ...(action.trialDays === 0 ? {} : { trial_period_days: action.trialDays }),
      }));
    case "cancel":
    case "quantity":
    case "pause":
      return actOnSubscription(account, action);
    case "card":
      return useCard(account, customer, action.card);
    case "pay":
    case "void":
    case "authenticate":
      return actOnInvoice(account, action);
    case "credit":
      return void (await stripe.customers.createBalanceTransaction(customer, {
        amount: action.amount,
        currency: "eur",
      }));
    default:
      return account.advance(action.seconds);
  }
}

/** What is wrong with the bills, one line each. */
async function brokenBills({ stripe }: TestAccount, customer: string): Promise<string[]> {
  const invoices = await stripe.invoices
    .list({ limit: 100, expand: ["data.payments.data.payment.payment_intent"] })
    .autoPagingToArray({ limit: 10_000 });
  const balance = await stripe.customers
    .listBalanceTransactions(customer, { limit: 100 })
    .autoPagingToArray({ limit: 10_000 });
  const held = await stripe.customers.retrieve(customer);
  const sum = balance.reduce((total, { amount }) => total + amount, 0);
  return [
    ...invoices.flatMap((invoice) =>
      brokenInvoice(invoice).map((what) => `${invoice.id}: ${what}`),
    ),
    ...("balance" in held && held.balance === sum ? [] : ["the balance is not its transactions"]),
  ];
}

function brokenInvoice(invoice: Stripe.Invoice): string[] {
  const payments = invoice.payments?.data ?? [];
  const paid = payments.filter(({ status }) => status === "paid");
  const intents = payments.flatMap(({ payment: { payment_intent: intent } }) =>
    typeof intent === "object" ? [intent] : [],
  );
  const taken = intents.reduce((total, intent) => total + intent.amount_received, 0);
  const outside = invoice.amount_paid_off_stripe ?? 0;
  const byPayment = invoice.status === "paid" && invoice.amount_due > 0 && outside === 0;
  return [
    ...brokenShape(invoice),
    ...(invoice.amount_paid + invoice.amount_remaining === invoice.amount_due
      ? []
      : ["paid and remaining are not what is due"]),
    ...(paid.length === (byPayment ? 1 : 0) ? [] : [`${paid.length} paid payments`]),
    ...(taken === invoice.amount_paid - outside ? [] : [`took ${taken} of ${invoice.amount_paid}`]),
  ];
}

function brokenShape(invoice: Stripe.Invoice): string[] {
  const lines = invoice.lines.data.reduce((total, line) => total + line.amount, 0);
  const finalized = invoice.status !== "draft";
  const waits = invoice.next_payment_attempt !== null;
  return [
    ...(lines === invoice.total ? [] : ["the lines are not the total"]),
    ...(finalized === (invoice.number !== null) ? [] : ["a number too early or too late"]),
    ...(waits && invoice.status !== "open" ? ["a next try without need"] : []),
  ];
}

/** Every birth, and every payment, told itself once. */
async function brokenNews({ stripe }: TestAccount): Promise<string[]> {
  const events = await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
  const once = new Set([
    "customer.subscription.created",
    "customer.subscription.deleted",
    "invoice.created",
    "invoice.finalized",
    "invoice.paid",
    "invoice.voided",
    "invoice_payment.paid",
  ]);
  const seen = new Map<string, number>();
  for (const { type, data } of events) {
    const key = `${type} ${"id" in data.object ? data.object.id : ""}`;
    if (once.has(type)) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  // Older events are forgotten after a month.
  const remembered = events.at(-1)?.created ?? 0;
  const { data: paid } = await stripe.invoices.list({ status: "paid", limit: 100 });
  return [
    ...[...seen].filter(([, times]) => times !== 1).map(([key, times]) => `${key}: ${times} times`),
    ...paid
      .filter(({ status_transitions: { paid_at: at } }) => (at ?? 0) > remembered)
      .filter(({ id }) => !seen.has(`invoice.paid ${id}`))
      .map(({ id }) => `${id}: untold`),
  ];
}

async function walk(steps: readonly Step[]): Promise<string[]> {
  const account = await openAccount();
  const cast = {
    customer: await customerWith(account, "pm_card_visa"),
    monthly: (await recurringPrice(account)).id,
    weekly: (await recurringPrice(account, 700, { interval: "week" })).id,
  };
  for (const action of steps) {
    await take(account, cast, action).catch((error: unknown) => {
      if (!(error instanceof Stripe.errors.StripeError) || (error.statusCode ?? 500) >= 500)
        throw error;
    });
  }
  return [
    ...(await brokenBills(account, cast.customer)),
    ...(await brokenNews(account)),
    ...brokenMoney(await readAccount(account.stripe)),
  ];
}

describe("whatever is done to subscriptions", () => {
  it("their bills add up, are paid once, and told once", { timeout: 180_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 8, maxLength: 35, size: "max" }),
        async (steps) => {
          expect(await walk(steps)).toEqual([]);
        },
      ),
      { numRuns: 25, seed: 20_261_120, endOnFailure: true },
    );
  });
});
