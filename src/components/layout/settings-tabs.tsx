import { AreaTabs } from "./area-tabs.tsx";

const TABS = [
  { href: "/settings/security", title: "Security" },
  { href: "/settings/away", title: "Away", permission: "delegation:read" },
  { href: "/settings/break-glass", title: "Break-glass", permission: "break-glass:read" },
] as const;

/** The pages of one's own settings, and of who may sign in whose place. */
export function SettingsTabs() {
  return <AreaTabs label="Settings" tabs={TABS} />;
}
