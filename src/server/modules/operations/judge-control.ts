import type { ControlKind } from "#core/contracts/operations.ts";
import type { VerdictDto } from "#core/contracts/refunds.ts";
import { currency } from "#core/currency.ts";
import type { AccountScope } from "#core/mode.ts";
import { money } from "#core/money.ts";
import { NOTHING_MOVED, type OverrideFacts, UNREMARKABLE } from "#core/override-facts.ts";
import type { Role } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { decideOverride, policyInForce } from "../policies/index.ts";

/** What the policy in force says of the end of a stop or a declaration, and the facts it looked at. Neither moves money. */
export async function judgeControl(
  tx: Transaction,
  scope: AccountScope,
  about: {
    readonly kind: ControlKind;
    readonly role: Role;
    readonly baseCurrency: string;
    /** Business time. */
    readonly at: Date;
    /** Why it may not be any more; null while it may. */
    readonly stale: string | null;
  },
): Promise<{ readonly verdict: VerdictDto; readonly facts: OverrideFacts }> {
  const { kind, role, baseCurrency, at, stale } = about;
  const facts: OverrideFacts = {
    ...UNREMARKABLE,
    kind,
    role,
    baseCurrency: currency(baseCurrency),
    amountBase: money(0n, baseCurrency),
    at,
    moved: NOTHING_MOVED,
    stale,
  };
  return { verdict: decideOverride(await policyInForce(tx, scope), facts), facts };
}
