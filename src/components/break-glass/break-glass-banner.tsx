"use client";

import Link from "next/link";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { Banner } from "#components/ui/banner.tsx";
import type { BreakGlassDto } from "#core/contracts/break-glass.ts";
import { TimeLeft } from "./time-left.tsx";
import { useBreakGlass } from "./use-break-glass.ts";

function PageLink() {
  return (
    <Link className="rounded-sm underline underline-offset-2" href="/settings/break-glass">
      Break-glass
    </Link>
  );
}

function decided(count: number): string {
  if (count === 0) return "Nothing was decided under it yet.";
  return count === 1
    ? "One request was decided under it."
    : `${count} requests were decided under it.`;
}

function OpenBanner({ row, asOf }: { row: BreakGlassDto; asOf: Date }) {
  return (
    <Banner action={<PageLink />} tone="bad">
      {row.openedBy.name} has broken the glass for {row.incident},{" "}
      <TimeLeft asOf={asOf} until={row.expiresAt} />: “{row.reason}” {decided(row.uses.length)}
    </Banner>
  );
}

/** On every screen of admins, managers and auditors: what is open, and what should have been reviewed. */
export function BreakGlassBanner() {
  const { data } = useBreakGlass(usePermitted("break-glass:read"));
  if (data === undefined) return null;
  const open = data.rows.filter(({ state }) => state === "open");
  const overdue = data.rows.filter(({ state }) => state === "overdue").length;
  if (open.length === 0 && overdue === 0) return null;
  return (
    <div className="grid gap-1 pb-3" data-break-glass="">
      {open.map((row) => (
        <OpenBanner asOf={data.asOf} key={row.id} row={row} />
      ))}
      {overdue === 0 ? null : (
        <Banner action={<PageLink />} tone="warn">
          {overdue === 1 ? "A review of break-glass is" : `${overdue} reviews of break-glass are`}{" "}
          overdue.
        </Banner>
      )}
    </div>
  );
}
