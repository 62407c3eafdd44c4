import type { ReactNode } from "react";
import { ImportBanner } from "#components/backfill/import-banner.tsx";
import { BreakGlassBanner } from "#components/break-glass/break-glass-banner.tsx";
import { StopsBanner } from "#components/operations/stops-banner.tsx";
import type { ServerClock } from "#components/ui/clock-times.ts";
import { SkipLink } from "#components/ui/skip-link.tsx";
import type { Permission } from "#core/permissions.ts";
import { ConsoleProviders } from "./console-providers.tsx";
import { NavBottomBar, NavRail } from "./nav-rail.tsx";
import { TopBar } from "./top-bar.tsx";
import type { ShellUser } from "./user-menu.tsx";

interface AppShellProps {
  user: ShellUser;
  permissions: readonly Permission[];
  /** Whether the pages show live money. */
  livemode: boolean;
  /** The server's clocks at this rendering. */
  clock: ServerClock;
  /** IANA zone for absolute times. */
  timeZone: string;
  children: ReactNode;
}

/** The frame of all signed-in pages: rail, top bar and `<main>`, each in reserved space. */
export function AppShell(props: AppShellProps) {
  const { user, permissions, livemode, clock, timeZone, children } = props;
  return (
    <ConsoleProviders clock={clock} permissions={permissions} timeZone={timeZone}>
      <SkipLink />
      {livemode ? null : (
        <div aria-hidden="true" className="stripes-test fixed inset-x-0 top-0 z-40 h-(--edge)" />
      )}
      <NavRail permissions={permissions} />
      <div className="min-w-0 md:pl-(--rail)">
        <TopBar livemode={livemode} user={user} />
        <main className="px-4 py-4 outline-none max-md:pb-20" id="main" tabIndex={-1}>
          <BreakGlassBanner />
          <StopsBanner />
          <ImportBanner />
          {children}
        </main>
      </div>
      <NavBottomBar permissions={permissions} />
    </ConsoleProviders>
  );
}
