"use client";

import { Search } from "lucide-react";
import { useOpenPalette } from "#components/commands/palette-state.tsx";
import { NotificationBell } from "#components/notifications/notification-bell.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Breadcrumb } from "./breadcrumb.tsx";
import { ModeBadge } from "./mode-badge.tsx";
import { PageFreshnessDot } from "./page-freshness.tsx";
import { type ShellUser, UserMenu } from "./user-menu.tsx";

interface TopBarProps {
  user: ShellUser;
  /** Whether the pages show live money. */
  livemode: boolean;
}

/** 44 px at the top: where one is, the palette, the mode, how fresh the page is, who one is. On paper the mode and the age of the figures stay. */
export function TopBar({ user, livemode }: TopBarProps) {
  const openPalette = useOpenPalette();
  return (
    <header className="sticky top-0 z-20 bg-card pt-(--edge)">
      <div className="flex h-11 items-center gap-3 border-b bg-card px-4">
        <Breadcrumb />
        <button
          className="ml-auto flex h-7 w-64 items-center gap-2 rounded-md border bg-background px-2 text-meta text-muted-foreground hover:border-input max-lg:w-44 max-md:w-9 max-md:justify-center"
          data-print="hide"
          onClick={openPalette}
          type="button"
        >
          <Search aria-hidden="true" className="size-4 shrink-0" />
          <span className="truncate max-md:sr-only">Search or paste an id</span>
          <span className="ml-auto max-md:hidden">
            <Kbd keys="$mod+k" />
          </span>
        </button>
        <PageFreshnessDot />
        <ModeBadge livemode={livemode} />
        <span className="contents" data-print="hide">
          <NotificationBell />
          <UserMenu user={user} />
        </span>
      </div>
    </header>
  );
}
