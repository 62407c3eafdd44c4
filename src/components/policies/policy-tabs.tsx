import { AreaTabs } from "#components/layout/area-tabs.tsx";

const TABS = [
  { href: "/policies", title: "In force" },
  { href: "/policies/versions", title: "Versions" },
  { href: "/policies/draft", title: "Draft", permission: "policy:change" },
] as const;

/** The pages of the policy: what is in force, what was, and what could be. */
export function PolicyTabs() {
  return <AreaTabs label="Policy" tabs={TABS} />;
}
