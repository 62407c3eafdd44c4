import type { Stripe } from "stripe";
import { invalidParameter } from "../../protocol/api-error.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import type { World } from "../../world.ts";
import { emitEvent } from "../events.ts";
import {
  changeMoneySettings,
  type MoneySettings,
  moneySettings,
  WEEKDAYS,
} from "./money-settings.ts";

const INTERVALS = ["daily", "weekly", "monthly", "manual"] as const;
const SCHEDULE = "payments.payouts.schedule";
/** Parts of the settings that the sandbox has no behaviour for. */
const NOT_OFFERED = [
  "payments.settlement_timing",
  "payments.payouts.automatic_transfer_rules_by_currency",
];
const CARD_DELAY_DAYS = 2;

function render(world: World): Stripe.BalanceSettings {
  const settings = moneySettings(world);
  const { payoutSchedule: interval, minimumBalances } = settings;
  return {
    object: "balance_settings",
    payments: {
      debit_negative_balances: settings.debitsNegativeBalance,
      payouts: {
        automatic_transfer_rules_by_currency: null,
        minimum_balance_by_currency:
          Object.keys(minimumBalances).length === 0 ? null : { ...minimumBalances },
        schedule: {
          interval: interval === "paused" ? "manual" : interval,
          ...(interval === "weekly" ? { weekly_payout_days: [...settings.weeklyPayoutDays] } : {}),
          ...(interval === "monthly"
            ? { monthly_payout_days: [...settings.monthlyPayoutDays] }
            : {}),
        },
        statement_descriptor: settings.statementDescriptor,
        status: interval === "paused" ? "disabled" : "enabled",
      },
      settlement_timing: { delay_days: CARD_DELAY_DAYS, start_of_day: null },
    },
  };
}

type Change = { -readonly [K in keyof MoneySettings]?: MoneySettings[K] };

function update({ world, params }: RouteCall): object {
  const before = render(world);
  const refusedName = NOT_OFFERED.find((name) => params.has(name));
  if (refusedName !== undefined)
    throw invalidParameter(null, "The sandbox does not offer this setting.", refusedName);
  const change: Change = readSchedule(params);
  const debits = params.boolean("payments.debit_negative_balances");
  if (debits !== undefined) change.debitsNegativeBalance = debits;
  const descriptor = params.nullableString("payments.payouts.statement_descriptor");
  if (descriptor !== undefined) change.statementDescriptor = descriptor;
  const minimums = readMinimums(world, params);
  if (minimums !== undefined) change.minimumBalances = minimums;
  changeMoneySettings(world, change);
  const after = render(world);
  emitEvent(world, "balance_settings.updated", after, before);
  return after;
}

function readSchedule(params: RequestParams): Change {
  const change: Change = {};
  const interval = params.oneOf(`${SCHEDULE}.interval`, INTERVALS);
  if (interval !== undefined) change.payoutSchedule = interval;
  const weekly = params.strings(`${SCHEDULE}.weekly_payout_days`);
  if (weekly !== undefined) {
    change.weeklyPayoutDays = WEEKDAYS.filter((day) => weekly.includes(day));
    requireDays(change.weeklyPayoutDays.length === weekly.length, "weekly_payout_days");
  }
  const monthly = params.strings(`${SCHEDULE}.monthly_payout_days`)?.map(Number);
  if (monthly !== undefined) {
    requireDays(
      monthly.every((day) => Number.isInteger(day) && day >= 1 && day <= 31),
      "monthly_payout_days",
    );
    change.monthlyPayoutDays = monthly;
  }
  return change;
}

function requireDays(known: boolean, name: string): void {
  if (known) return;
  throw invalidParameter(null, "Invalid day.", `payments[payouts][schedule][${name}]`);
}

/** Each currency of settlement may name one; an empty value takes it away, and empty settings take all away. */
function readMinimums(world: World, params: RequestParams): Record<string, number> | undefined {
  const path = "payments.payouts.minimum_balance_by_currency";
  if (!params.has(path)) return undefined;
  if (params.unsets(path)) return {};
  const settings = moneySettings(world);
  const minimums: Record<string, number> = { ...settings.minimumBalances };
  for (const currency of settings.settlementCurrencies) {
    const one = `${path}.${currency}`;
    if (params.unsets(one)) delete minimums[currency];
    else if (params.has(one)) minimums[currency] = Math.max(0, params.requiredInteger(one));
  }
  return minimums;
}

export const balanceSettingsRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v1/balance_settings",
    accepts: [],
    handle: ({ world }) => render(world),
  },
  { method: "POST", path: "/v1/balance_settings", accepts: ["payments"], handle: update },
];
