import type { KindRules, PolicyDocument } from "#core/contracts/policy-document.ts";

const FINANCE = { count: 1, roles: ["finance"] } satisfies KindRules["signers"];
const MANAGER = { count: 1, roles: ["manager"] } satisfies KindRules["signers"];
/** What finance may move alone is also what another finance reviewer may sign. */
const FINANCE_LIMITS = { each: "1000", day: "10000", month: "100000" };

/** Signed by finance up to finance's limits, above them by a manager. */
const money: Omit<KindRules, "ask"> = {
  asksAnother: [],
  forbidden: [],
  signers: FINANCE,
  upTo: FINANCE_LIMITS,
  lastResort: MANAGER,
};

/** A change of the books: signed by another finance reviewer up to what may be wrong, above it by a manager. */
function books(each: string | null): KindRules {
  const upTo = each === null ? null : { each, day: null, month: null };
  return { ...money, ask: { finance: "approval" }, upTo };
}

/**
 * The policy that an installation starts with: its version 1, until another is published. A change of this file changes
 * nothing where one is stored; the policy page offers it as a draft there.
 */
export const shippedPolicy: PolicyDocument = {
  format: 1,
  limits: {
    support: {
      each: "100",
      day: "500",
      month: "5000",
      countDay: 100,
      together: { day: "25000", month: "250000" },
    },
    finance: {
      ...FINANCE_LIMITS,
      countDay: null,
      together: { day: "100000", month: "1000000" },
    },
  },
  customer: { day: "2500", month: "10000" },
  card: { day: "2500", month: "10000" },
  circumstances: { maxAgeDays: 90, riskFrom: "elevated", quietHours: null, maxBulkRows: 500 },
  kinds: {
    refund: {
      ...money,
      ask: { support: "limits", finance: "limits" },
      asksAnother: ["fraudulent", "age", "disputed", "repeated"],
    },
    refund_cancel: { ...money, ask: { support: "limits", finance: "limits" } },
    payment_retry: { ...money, ask: { support: "alone", finance: "alone" } },
    payment_method_link: { ...money, ask: { support: "alone", finance: "alone" } },
    payment_method_default: { ...money, ask: { support: "approval", finance: "alone" } },
    payment_capture: { ...money, ask: { support: "limits", finance: "alone" } },
    payment_cancel: { ...money, ask: { support: "limits", finance: "alone" } },
    review_approve: { ...money, ask: { support: "limits", finance: "alone" } },
    dispute_submit: { ...money, ask: { finance: "approval" } },
    dispute_accept: { ...money, ask: { finance: "approval" } },
    subscription_pause: { ...money, ask: { support: "approval", finance: "alone" } },
    subscription_resume: { ...money, ask: { support: "approval", finance: "alone" } },
    subscription_cancel: { ...money, ask: { support: "approval", finance: "alone" } },
    customer_credit: { ...money, ask: { support: "approval", finance: "limits" } },
    bulk: { ...money, ask: { finance: "approval" }, signers: MANAGER, upTo: null },
    policy_change: {
      ...money,
      ask: { admin: "approval", manager: "approval" },
      signers: { count: 1, roles: ["admin"] },
      upTo: null,
      lastResort: { count: 2, roles: ["admin", "manager"] },
    },
    kill_switch_off: {
      ...money,
      ask: { finance: "approval", manager: "approval", admin: "approval" },
      signers: { count: 1, roles: ["finance", "manager"] },
      upTo: null,
    },
    command_resolution: {
      ...money,
      ask: { finance: "approval" },
      signers: { count: 1, roles: ["finance", "manager"] },
      upTo: null,
    },
    ledger_adjustment: books("1000"),
    ledger_write_off: books("100"),
    bank_match: books("100"),
    journal_reversal: books("1000"),
    period_close: books(null),
  },
};
