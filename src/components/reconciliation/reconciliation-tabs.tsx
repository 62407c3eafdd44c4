import { AreaTabs } from "#components/layout/area-tabs.tsx";

const TABS = [
  { href: "/reconciliation", title: "Runs" },
  { href: "/reconciliation/breaks", title: "Breaks" },
  { href: "/reconciliation/bank", title: "Bank" },
  { href: "/reconciliation/close", title: "Month close" },
] as const;

/** The pages of reconciliation: what was compared, what differs, the bank's side, and the closing of months. */
export function ReconciliationTabs() {
  return <AreaTabs label="Reconciliation" tabs={TABS} />;
}
