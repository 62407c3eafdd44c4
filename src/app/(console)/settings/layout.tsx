import type { ReactNode } from "react";
import { SettingsTabs } from "#components/layout/settings-tabs.tsx";

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <>
      <SettingsTabs />
      {children}
    </>
  );
}
