import { exponentOf } from "#core/currency.ts";
import { formatMajor, type Money } from "#core/money.ts";
import { grantOf } from "#core/permissions.ts";
import type { Role } from "#core/roles.ts";
import type { RefundLimit, RefundPolicyFile } from "./refund-policy-file.ts";

/** Everything the rules look at. Amounts of one evaluation are all in the base currency. */
export interface RefundFacts {
  readonly role: Role;
  readonly fraudulent: boolean;
  /** The amount in the base currency, or null when no rate of the last seven days is known. */
  readonly amountBase: Money | null;
  /** What this person set in motion in the 24 hours before, without this refund. */
  readonly movedBase: Money;
  readonly paymentAgeDays: number;
  readonly disputed: boolean;
  /** Refunds of the same charge in the 24 hours before, without this one. */
  readonly earlierRefunds24h: number;
}

export type RefundRule =
  | "refund.permission"
  | "refund.fraudulent"
  | "refund.no-rate"
  | "refund.single-limit"
  | "refund.rolling-limit"
  | "refund.age"
  | "refund.disputed"
  | "refund.second-in-24h"
  | "refund.within-limits";

/** `reasons` in plain words, each with its rule; `approverRoles` is empty unless another person must approve. */
export interface Verdict {
  readonly kind: "allow" | "approval" | "deny";
  readonly policyVersion: string;
  readonly reasons: readonly { readonly rule: RefundRule; readonly text: string }[];
  readonly approverRoles: readonly Role[];
}

type Reason = Verdict["reasons"][number];

/** Judges a refund. Pure: the same facts and the same file give the same verdict, whenever and wherever it is asked. */
export function decideRefund(policy: RefundPolicyFile, facts: RefundFacts): Verdict {
  const limit = policy.limits[facts.role];
  const denial = whyDenied(facts, limit);
  if (denial || !limit) {
    return verdict(
      policy,
      "deny",
      [denial ?? { rule: "refund.permission", text: "Your role may not refund." }],
      [],
    );
  }
  const reasons = [...amountReasons(facts, limit), ...circumstances(policy, facts)];
  if (reasons.length > 0) return verdict(policy, "approval", reasons, [approverOf(policy, facts)]);
  return verdict(
    policy,
    "allow",
    [{ rule: "refund.within-limits", text: "Within your limits." }],
    [],
  );
}

function verdict(
  policy: RefundPolicyFile,
  kind: Verdict["kind"],
  reasons: readonly Reason[],
  approverRoles: readonly Role[],
): Verdict {
  return { kind, policyVersion: policy.version, reasons, approverRoles };
}

function whyDenied(facts: RefundFacts, limit: RefundLimit | undefined): Reason | null {
  if (!limit || grantOf(facts.role, "refund:request") === null) {
    return { rule: "refund.permission", text: "Your role may not refund." };
  }
  if (facts.fraudulent && grantOf(facts.role, "refund:request-fraudulent") === null) {
    return { rule: "refund.permission", text: "Your role may not refund as fraudulent." };
  }
  return null;
}

function amountReasons(facts: RefundFacts, limit: RefundLimit): Reason[] {
  const { amountBase, movedBase } = facts;
  if (amountBase === null) {
    return [
      {
        rule: "refund.no-rate",
        text: "No exchange rate of the last 7 days is known, so the limit cannot be checked.",
      },
    ];
  }
  const each = inMinor(limit.eachMajor, amountBase.currency);
  const rolling = inMinor(limit.rollingMajor, amountBase.currency);
  const total = {
    amountMinor: movedBase.amountMinor + amountBase.amountMinor,
    currency: amountBase.currency,
  };
  const reasons: Reason[] = [];
  if (amountBase.amountMinor > each.amountMinor) {
    reasons.push({
      rule: "refund.single-limit",
      text: `${words(amountBase)} is above your limit of ${words(each)} for one refund.`,
    });
  }
  if (total.amountMinor > rolling.amountMinor) {
    reasons.push({
      rule: "refund.rolling-limit",
      text: `With it you would have refunded ${words(total)} in 24 hours; your limit is ${words(rolling)}.`,
    });
  }
  return reasons;
}

function circumstances(policy: RefundPolicyFile, facts: RefundFacts): Reason[] {
  const reasons: Reason[] = [];
  if (facts.fraudulent) {
    reasons.push({
      rule: "refund.fraudulent",
      text: "A refund as fraudulent adds the card and e-mail address to Stripe's block lists.",
    });
  }
  if (facts.paymentAgeDays > policy.maxAgeDays) {
    reasons.push({
      rule: "refund.age",
      text: `The payment is more than ${policy.maxAgeDays} days old.`,
    });
  }
  if (facts.disputed) {
    reasons.push({
      rule: "refund.disputed",
      text: "The payment is disputed: a refund can pay the customer twice.",
    });
  }
  if (facts.earlierRefunds24h > 0) {
    reasons.push({
      rule: "refund.second-in-24h",
      text: "This charge was refunded already in the last 24 hours.",
    });
  }
  return reasons;
}

/** Up to what the approving role may move itself, another person of that role; above it, or where no rate tells, the last resort. */
function approverOf(policy: RefundPolicyFile, { amountBase, movedBase }: RefundFacts): Role {
  const limit = policy.limits[policy.approver];
  if (!limit || amountBase === null) return policy.lastResort;
  const total = movedBase.amountMinor + amountBase.amountMinor;
  const within =
    amountBase.amountMinor <= inMinor(limit.eachMajor, amountBase.currency).amountMinor &&
    total <= inMinor(limit.rollingMajor, amountBase.currency).amountMinor;
  return within ? policy.approver : policy.lastResort;
}

function inMinor(major: bigint, code: Money["currency"]): Money {
  return { amountMinor: major * 10n ** BigInt(exponentOf(code)), currency: code };
}

function words(amount: Money): string {
  return `${formatMajor(amount)} ${amount.currency.toUpperCase()}`;
}
