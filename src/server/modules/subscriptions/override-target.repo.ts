import type { BasisLine } from "#core/contracts/commands.ts";
import { currency } from "#core/currency.ts";
import { DomainError } from "#core/errors.ts";
import type { AccountScope } from "#core/mode.ts";
import { moneyWords } from "#core/money.ts";
import { UNREMARKABLE } from "#core/override-facts.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Subscription } from "#server/platform/db/generated/client.ts";
import type { Answer, OverridePlan } from "../overrides/index.ts";

const ENDED: ReadonlySet<string> = new Set(["canceled", "incomplete_expired"]);

/** The subscription, if it goes on. Throws NOT_FOUND, SUBSCRIPTION_ENDED. */
export async function requireRunning(
  tx: Transaction,
  scope: AccountScope,
  subscriptionId: string,
): Promise<Subscription> {
  const found = await tx.subscription.findUnique({
    where: { accountId_livemode_id: { ...scope, id: subscriptionId } },
  });
  if (!found) throw new DomainError("NOT_FOUND", { subscriptionId });
  if (ENDED.has(found.status))
    throw new DomainError("SUBSCRIPTION_ENDED", {
      status: found.status,
      why: `The subscription is ${found.status}: it cannot be changed any more.`,
    });
  return found;
}

/** What every change of a subscription says alike: whom it is about, what it costs, how it stands. */
export function describeSubscription(found: Subscription) {
  const amount = { amountMinor: found.amount ?? 0n, currency: currency(found.currency) };
  return {
    target: { type: "subscription", id: found.id },
    href: `/customers/${found.customerId}`,
    customerId: found.customerId,
    cardFingerprint: null,
    caseId: null,
    objectId: null,
    method: null,
    fee: null,
    balance: null,
    postings: [],
    amount,
    circumstances: UNREMARKABLE,
    basis: basisOf(found),
  } satisfies Partial<OverridePlan>;
}

/** The price of one interval, in words; "its price" where a subscription has none of its own. */
export function priceWords({ amount, currency: code, interval }: Subscription): string {
  if (amount === null) return "its price";
  const each = interval === null ? "" : ` a ${interval}`;
  return `${moneyWords({ amountMinor: amount, currency: code })}${each}`;
}

function basisOf(found: Subscription): readonly BasisLine[] {
  return [
    { label: "Subscription", value: found.status },
    { label: "Price", value: priceWords(found) },
    { label: "Collection", value: found.pauseBehavior ?? "not paused" },
    { label: "Ends", value: found.cancelAtPeriodEnd ? "with its period" : "not by itself" },
  ];
}

/** What a changed subscription says of the command that changed it. */
export function answerOfSubscription(subscription: { id: string; status: string }): Answer {
  return {
    objectId: subscription.id,
    objectStatus: subscription.status,
    answer: "succeeded",
    failure: null,
  };
}
