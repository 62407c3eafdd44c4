"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "#components/ui/class-names.ts";
import { type Crumb, crumbsOf } from "./crumbs.ts";

/** Where one is: the screen, and the object that is open on it. */
export function Breadcrumb() {
  const crumbs = crumbsOf(usePathname());
  if (crumbs.length === 0) return null;
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5">
        {crumbs.map((crumb, place) => (
          <CrumbItem crumb={crumb} isLast={place === crumbs.length - 1} key={crumb.text} />
        ))}
      </ol>
    </nav>
  );
}

/** One step; where one is has no link, and is what gives way when there is no room. */
function CrumbItem({ crumb, isLast }: { crumb: Crumb; isLast: boolean }) {
  const { text, href, isId = false } = crumb;
  if (isLast) {
    return (
      <li
        aria-current="page"
        className={cn("truncate", isId ? "font-mono text-meta" : "font-medium")}
      >
        {text}
      </li>
    );
  }
  return (
    <li className="flex shrink-0 items-center gap-1.5 text-secondary-foreground">
      {href === undefined ? (
        text
      ) : (
        <Link className="rounded-sm hover:text-foreground hover:underline" href={href}>
          {text}
        </Link>
      )}
      <span aria-hidden="true" className="text-muted-foreground">
        /
      </span>
    </li>
  );
}
