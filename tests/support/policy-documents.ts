import type { PolicyDocument } from "#core/contracts/policy-document.ts";
import { shippedPolicy } from "#server/modules/policies/index.ts";

/** The shipped policy with other limits for support, in whole euro. */
export function withSupportLimits(
  change: Partial<NonNullable<PolicyDocument["limits"]["support"]>>,
): PolicyDocument {
  const { support } = shippedPolicy.limits;
  if (!support) throw new Error("support has no limits");
  return {
    ...shippedPolicy,
    limits: { ...shippedPolicy.limits, support: { ...support, ...change } },
  };
}
