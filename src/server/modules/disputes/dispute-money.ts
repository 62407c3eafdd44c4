import type { Consequence } from "#core/contracts/overrides.ts";
import type { PostingDto } from "#core/contracts/refunds.ts";
import type { MoneyDto } from "#core/contracts/shared.ts";
import { moneyWords } from "#core/money.ts";
import { accountLabel } from "../ledger/index.ts";

/** What a dispute moved so far, each by currency in minor units: at Stripe (taken is negative), its fees, in our books. */
export interface Standing {
  readonly moved: readonly MoneyDto[];
  readonly fees: readonly MoneyDto[];
  readonly receivable: readonly MoneyDto[];
}

interface Disputed {
  readonly status: string;
  readonly claimed: MoneyDto;
}

const all = (amounts: readonly MoneyDto[]): string => amounts.map(moneyWords).join(" and ");
const minus = ({ amountMinor, currency }: MoneyDto): MoneyDto => ({
  amountMinor: -amountMinor,
  currency,
});

/** What Stripe holds of us for the dispute; what is claimed, where no movement is known yet. */
function takenOf(claimed: MoneyDto, { moved }: Standing): readonly MoneyDto[] {
  return moved.length === 0 ? [claimed] : moved.map(minus);
}

/**
 * What the bank's decision does to the money. An inquiry has taken nothing; a chargeback took amount and fee when it was
 * opened, and the fee is not given back. Source: https://docs.stripe.com/disputes/how-disputes-work
 */
export function decisionConsequences(
  { status, claimed }: Disputed,
  money: Standing,
): Consequence[] {
  if (status.startsWith("warning_"))
    return [
      {
        tone: "good",
        text: "If the bank is satisfied the inquiry ends; no money was taken so far.",
      },
      {
        tone: "bad",
        text: `If it is not, it becomes a dispute: ${moneyWords(claimed)} and Stripe's fee are taken.`,
      },
    ];
  const taken = all(takenOf(claimed, money));
  const fees = money.fees.length === 0 ? "Stripe's fee" : `Stripe's fee of ${all(money.fees)}`;
  return [
    { tone: "good", text: `If the bank decides for us, ${taken} comes back, without ${fees}.` },
    {
      tone: "bad",
      text: `If it decides against us, ${taken} and ${fees} stay lost; nothing more is taken.`,
    },
    {
      tone: "plain",
      text: "By your prices Stripe may charge for countering, and gives that back when the dispute is won.",
    },
  ];
}

/** What accepting costs: all that was taken, for good. */
export function lossConsequences(
  { claimed }: Pick<Disputed, "claimed">,
  money: Standing,
): Consequence[] {
  const taken = takenOf(claimed, money);
  const sums = new Map<string, bigint>();
  for (const { amountMinor, currency } of [...taken, ...money.fees])
    sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor);
  const total = [...sums].map(([currency, amountMinor]) => ({ currency, amountMinor }));
  const lost =
    money.fees.length === 0
      ? `${all(taken)} and Stripe's fee are lost.`
      : `${all(taken)} and Stripe's fee of ${all(money.fees)} are lost: ${all(total)} together.`;
  return [
    { tone: "bad", text: lost },
    {
      tone: "plain",
      text: "No money moves now: it was taken when the dispute was opened, and stays with the customer.",
    },
  ];
}

/** The journal by which our books write a lost dispute off, as the clearing will post it. */
export function lossPostings({ receivable }: Standing): PostingDto[] {
  return receivable.flatMap((amount) => [
    { account: "E.dispute_loss", label: accountLabel("E.dispute_loss"), amount },
    {
      account: "A.dispute_receivable",
      label: accountLabel("A.dispute_receivable"),
      amount: minus(amount),
    },
  ]);
}
