import { type ArgumentSpec, flag, integer, words } from "./fault-arguments.ts";
import type { EffectSpec } from "./fault-effects.ts";

type Arguments = Readonly<Record<string, ArgumentSpec>>;

const shown = (about: string, args: Arguments, count: number | null): EffectSpec => ({
  family: "view",
  about: `${about}; the account's own books stay right`,
  arguments: args,
  count,
});

const real = (about: string, args: Arguments, count: number | null): EffectSpec => ({
  family: "account",
  about: `${about}; it really happens`,
  arguments: args,
  count,
});

const MINOR = "minor units of the currency";

/** What can go wrong with money: shown wrongly by the API, or really. `count` counts objects, not readings. */
export const MONEY_EFFECTS = {
  missing_balance_transaction: shown(
    "lists and retrievals withhold a balance transaction",
    { forSeconds: integer("on the account's clock, from its creation; unset is for ever", null) },
    1,
  ),
  drifting_amount: shown(
    "a balance transaction is shown with other amounts than before",
    {
      amountBy: integer(`added to amount and net, ${MINOR}`, 1, {}),
      feeBy: integer(`added to fee and taken from net, ${MINOR}`, 0, {}),
      afterReads: integer("how often it is shown rightly before", 1),
    },
    1,
  ),
  balance_off: shown(
    "the balance is shown with another amount",
    {
      by: integer(`added to the balance, ${MINOR}`, 1, {}),
      currency: words("which currency of the balance", "eur"),
      part: words("which part of the balance", "available", ["available", "pending"]),
    },
    null,
  ),
  extra_balance_transaction: {
    family: "now",
    about: "books a balance transaction that no charge, refund or payout explains",
    arguments: {
      amount: integer(MINOR, -100, {}),
      currency: words("its currency", "eur"),
      description: words("its description", "Adjustment"),
      counted: flag("whether the balance that the API shows contains it", true),
    },
    count: 1,
  },
  fee_drift: real(
    "charges are booked with a higher or lower fee",
    {
      basisPoints: integer("added to the fee, basis points of the amount", 30, {}),
      fixed: integer(`added to the fee, ${MINOR}`, 0, {}),
    },
    null,
  ),
  late_refund_failure: real(
    "a refund fails after it had succeeded",
    { afterSeconds: integer("on the account's clock", 86_400, { min: 1 }) },
    1,
  ),
  payout_failure: real(
    "the bank sends a payout back",
    { afterPaid: flag("a day after it seemed paid instead of on its way", false) },
    1,
  ),
} as const satisfies Record<string, EffectSpec>;
