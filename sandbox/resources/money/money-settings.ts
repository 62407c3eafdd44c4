import { ACCOUNT_CURRENCY, type World } from "../../world.ts";

/** Each connected account holds its money in its own way. */
function metaName(world: World): string {
  const { account } = world.store;
  return account === null ? "money_settings" : `money_settings:${account}`;
}

/** How the account holds its money. */
export interface MoneySettings {
  /** Currencies with a bank account of their own, which are settled without conversion; always with the account's own. */
  readonly settlementCurrencies: readonly string[];
  /** How far, in cents, refunds may take the available balance below zero before they wait for money. */
  readonly negativeBalanceLimit: number;
  /** Whether Stripe takes what is missing from the account's bank. */
  readonly debitsNegativeBalance: boolean;
  /** `daily` sweeps each business day; `manual` leaves it to the API; `paused` lets nothing out. */
  readonly payoutSchedule: "daily" | "weekly" | "monthly" | "manual" | "paused";
  readonly weeklyPayoutDays: readonly Weekday[];
  /** Days of the month; in a shorter month its last day stands for those that it lacks. */
  readonly monthlyPayoutDays: readonly number[];
  /** What automatic payouts leave in the balance, in minor units of each currency that names one. */
  readonly minimumBalances: Readonly<Record<string, number>>;
  /** What the bank's statement shows for automatic payouts. */
  readonly statementDescriptor: string | null;
}

/** The days on which payouts can be made. */
export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"] as const;
type Weekday = (typeof WEEKDAYS)[number];

const DEFAULTS: MoneySettings = {
  settlementCurrencies: [ACCOUNT_CURRENCY],
  negativeBalanceLimit: 1_000_000,
  debitsNegativeBalance: false,
  payoutSchedule: "daily",
  weeklyPayoutDays: ["monday"],
  monthlyPayoutDays: [1],
  minimumBalances: {},
  statementDescriptor: null,
};

export function moneySettings(world: World): MoneySettings {
  const saved = world.store.meta(metaName(world));
  if (saved === undefined) return DEFAULTS;
  return { ...DEFAULTS, ...(JSON.parse(saved) as Partial<MoneySettings>) };
}

/** Changes what is named and keeps the rest; the account's own currency always settles. */
export function changeMoneySettings(world: World, change: Partial<MoneySettings>): MoneySettings {
  const settings = { ...moneySettings(world), ...change };
  const currencies = [...new Set([ACCOUNT_CURRENCY, ...settings.settlementCurrencies])];
  const changed = { ...settings, settlementCurrencies: currencies };
  world.store.setMeta(metaName(world), JSON.stringify(changed));
  return changed;
}
