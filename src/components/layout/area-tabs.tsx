"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { usePermitted } from "#components/commands/command-provider.tsx";
import type { Permission } from "#core/permissions.ts";

export interface AreaTab {
  readonly href: string;
  readonly title: string;
  /** Who may know of it; absent where the area's own permission is enough. */
  readonly permission?: Permission;
}

function TabLink({ tab, current }: { tab: AreaTab; current: boolean }) {
  return (
    <Link
      aria-current={current ? "page" : undefined}
      className="-mb-px shrink-0 whitespace-nowrap border-transparent border-b-2 px-2.5 py-1.5 text-secondary-foreground hover:text-foreground focus-visible:-outline-offset-2 aria-[current=page]:border-primary aria-[current=page]:font-medium aria-[current=page]:text-foreground"
      href={tab.href}
    >
      {tab.title}
    </Link>
  );
}

function PermittedTab({ tab, permission }: { tab: AreaTab; permission: Permission }) {
  const current = usePathname() === tab.href;
  return usePermitted(permission) ? <TabLink current={current} tab={tab} /> : null;
}

/** The pages of one area of the console, side by side; those closed to the person are not there. */
export function AreaTabs({ label, tabs }: { label: string; tabs: readonly AreaTab[] }) {
  const pathname = usePathname();
  return (
    <nav aria-label={label} className="mb-3 flex gap-1 overflow-x-auto overflow-y-hidden border-b">
      {tabs.map((tab) =>
        tab.permission ? (
          <PermittedTab key={tab.href} permission={tab.permission} tab={tab} />
        ) : (
          <TabLink current={pathname === tab.href} key={tab.href} tab={tab} />
        ),
      )}
    </nav>
  );
}
