import type { BooksChangeKind } from "#core/contracts/books-changes.ts";
import type { VerdictDto } from "#core/contracts/refunds.ts";
import { exponentOf } from "#core/currency.ts";
import { formatMajor, type Money } from "#core/money.ts";
import { grantOf } from "#core/permissions.ts";
import type { Role } from "#core/roles.ts";
import type { BooksPolicyFile } from "./books-policy-file.ts";

/** Everything the rules look at. */
export interface BooksFacts {
  readonly kind: BooksChangeKind;
  readonly role: Role;
  /**
   * What may be wrong if the change is: the debits of an adjustment, the amount written off, the difference that a match
   * leaves. In the base currency, not negative; null when no rate of the last seven days is known.
   */
  readonly atStake: Money | null;
  /** What the checklist of a month still lists; none for the other kinds. */
  readonly exceptions: readonly string[];
  /** Why what the change rests on is no longer so; null while it is. */
  readonly stale: string | null;
}

type Reason = VerdictDto["reasons"][number];

/** Judges a change of the books. Pure: the same facts and the same file give the same verdict. Nobody ever signs alone. */
export function decideBooksChange(policy: BooksPolicyFile, facts: BooksFacts): VerdictDto {
  const denial = whyDenied(facts);
  if (denial) return verdict(policy, "deny", [denial], []);
  const forManager = managerReasons(policy, facts);
  const always: Reason = {
    rule: "books.second-person",
    text: "A change of the books always needs another person.",
  };
  const approver = forManager.length > 0 ? policy.lastResort : policy.approver;
  return verdict(policy, "approval", [always, ...forManager], [approver]);
}

function whyDenied({ role, stale }: BooksFacts): Reason | null {
  if (grantOf(role, "books:change") === null)
    return { rule: "books.permission", text: "Your role may not ask for changes of the books." };
  return stale === null ? null : { rule: "books.stale", text: stale };
}

function managerReasons(policy: BooksPolicyFile, facts: BooksFacts): Reason[] {
  const { exceptions } = facts;
  const although = `The month would be closed although: ${exceptions.join(" ")}`;
  const reasons: Reason[] =
    exceptions.length === 0 ? [] : [{ rule: "books.close-with-exceptions", text: although }];
  const limitMajor = policy.limitMajor[facts.kind];
  if (limitMajor === null) return reasons;
  const { atStake } = facts;
  if (atStake === null) {
    const text = "No exchange rate of the last 7 days is known, so the limit cannot be checked.";
    return [...reasons, { rule: "books.no-rate", text }];
  }
  const limit = {
    amountMinor: limitMajor * 10n ** BigInt(exponentOf(atStake.currency)),
    currency: atStake.currency,
  };
  if (atStake.amountMinor <= limit.amountMinor) return reasons;
  const text = `${words(atStake)} is above ${words(limit)}, up to which another finance reviewer may sign.`;
  return [...reasons, { rule: "books.limit", text }];
}

function verdict(
  policy: BooksPolicyFile,
  kind: VerdictDto["kind"],
  reasons: Reason[],
  approverRoles: string[],
): VerdictDto {
  return { kind, policyVersion: policy.version, reasons, approverRoles };
}

function words(amount: Money): string {
  return `${formatMajor(amount)} ${amount.currency.toUpperCase()}`;
}
