"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { commandSpec } from "#components/commands/registry.ts";
import { cn } from "#components/ui/class-names.ts";
import { Tooltip } from "#components/ui/tooltip.tsx";
import type { Permission } from "#core/permissions.ts";
import { Mark } from "./mark.tsx";
import { entryOfPath, type NavEntry, permittedEntries } from "./nav-entries.ts";
import { useAppearance } from "./use-appearance.tsx";

const itemClasses =
  "flex h-9 items-center gap-3 rounded-md px-2.5 text-secondary-foreground transition-colors hover:bg-accent hover:text-foreground";

function RailLink({
  entry,
  current,
  expanded,
}: {
  entry: NavEntry;
  current: boolean;
  expanded: boolean;
}) {
  const { icon: Icon, href, title, command } = entry;
  const link = (
    <Link
      aria-current={current ? "page" : undefined}
      className={cn(
        itemClasses,
        current && "bg-selected font-medium text-primary hover:bg-selected hover:text-primary",
      )}
      href={href}
    >
      <Icon aria-hidden="true" className="size-[18px] shrink-0" />
      <span className={expanded ? "truncate" : "sr-only"}>{title}</span>
    </Link>
  );
  if (expanded) return link;
  const keys = commandSpec(command).keys[0];
  return (
    <Tooltip content={title} side="right" {...(keys ? { keys } : {})}>
      {link}
    </Tooltip>
  );
}

/** The rail at the left: 56 px, 220 when expanded; absent on phones, which have the bottom bar. */
export function NavRail({ permissions }: { permissions: readonly Permission[] }) {
  const current = entryOfPath(usePathname());
  const { appearance, change } = useAppearance();
  const expanded = appearance.railExpanded;
  const Toggle = expanded ? PanelLeftClose : PanelLeftOpen;
  return (
    <nav
      aria-label="Main"
      className="fixed inset-y-0 left-0 z-30 flex w-(--rail) flex-col border-r bg-card pt-(--edge) max-md:hidden"
    >
      <Link
        aria-label="Countersign, overview"
        className="flex h-11 items-center gap-2.5 px-4 focus-visible:-outline-offset-4"
        href="/"
      >
        <Mark />
        {expanded ? (
          <span className="font-semibold text-form tracking-tight">Countersign</span>
        ) : null}
      </Link>
      <ul className="grid gap-0.5 px-2 pt-2">
        {permittedEntries(permissions).map((entry) => (
          <li key={entry.href}>
            <RailLink current={current?.href === entry.href} entry={entry} expanded={expanded} />
          </li>
        ))}
      </ul>
      <button
        className={cn(itemClasses, "mx-2 mt-auto mb-2")}
        onClick={() => change({ railExpanded: !expanded })}
        type="button"
      >
        <Toggle aria-hidden="true" className="size-[18px] shrink-0" />
        <span className={expanded ? "" : "sr-only"}>
          {expanded ? "Collapse" : "Expand navigation"}
        </span>
      </button>
    </nav>
  );
}

/** With more entries than this the words do not fit beside each other: only the current one is written. */
const MAX_WRITTEN = 6;

/** The same entries at the bottom of a phone. */
export function NavBottomBar({ permissions }: { permissions: readonly Permission[] }) {
  const entries = permittedEntries(permissions);
  const crowded = entries.length > MAX_WRITTEN ? "max-sm:sr-only" : "max-[22.4rem]:sr-only";
  const current = entryOfPath(usePathname());
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 border-t bg-card pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="grid auto-cols-fr grid-flow-col">
        {entries.map(({ href, shortTitle, icon: Icon }) => {
          const isCurrent = current?.href === href;
          return (
            <li key={href}>
              <Link
                aria-current={isCurrent ? "page" : undefined}
                className={cn(
                  "flex h-14 flex-col items-center justify-center gap-1 text-label focus-visible:-outline-offset-2",
                  isCurrent ? "text-primary" : "text-secondary-foreground",
                )}
                href={href}
              >
                <Icon aria-hidden="true" className="size-5" />
                <span className={isCurrent ? undefined : crowded}>{shortTitle}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
