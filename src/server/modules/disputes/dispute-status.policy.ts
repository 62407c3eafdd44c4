import type { DisputeTab } from "#core/contracts/disputes.ts";

/** Stripe's statuses by who is next; what is in none of them is over. */
const STATUSES = {
  needs_response: ["needs_response", "warning_needs_response"],
  under_review: ["under_review", "warning_under_review"],
} as const;

/** The statuses of a tab: those it holds, or those it leaves out; null for all. */
export function statusesOf(
  tab: DisputeTab,
): { readonly among: readonly string[]; readonly isIn: boolean } | null {
  if (tab === "all") return null;
  if (tab === "closed")
    return { among: [...STATUSES.needs_response, ...STATUSES.under_review], isIn: false };
  return { among: STATUSES[tab], isIn: true };
}

/** Whether evidence is awaited. */
export function awaitsAnswer(status: string): boolean {
  return STATUSES.needs_response.some((one) => one === status);
}
