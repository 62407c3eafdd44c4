/** Tabs of the approvals page, as the router names them. */
export const approvalTabs = ["waiting", "mine", "decided"] as const;
export type ApprovalTab = (typeof approvalTabs)[number];

/**
 * Which tabs a person needs: who decides sees all three; who only asks sees their own requests; who does neither (an
 * auditor) has nothing of their own.
 */
export function tabsFor(may: { decide: boolean; ask: boolean }): readonly ApprovalTab[] {
  if (may.decide) return may.ask ? approvalTabs : ["waiting", "decided"];
  return may.ask ? ["mine"] : ["waiting", "decided"];
}
