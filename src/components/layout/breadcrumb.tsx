"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { middleTruncate } from "#components/ui/middle-truncate.ts";
import { entryOfPath } from "./nav-entries.ts";

/** Where one is: the screen, and the object that is open on it. */
export function Breadcrumb() {
  const pathname = usePathname();
  const entry = entryOfPath(pathname);
  if (!entry) return null;
  const object = pathname
    .slice(entry.href.length)
    .split("/")
    .find((part) => part !== "");
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5">
        <li>
          {object ? (
            <Link
              className="rounded-sm text-secondary-foreground hover:text-foreground hover:underline"
              href={entry.href}
            >
              {entry.title}
            </Link>
          ) : (
            <span aria-current="page" className="font-medium">
              {entry.title}
            </span>
          )}
        </li>
        {object ? (
          <>
            <li aria-hidden="true" className="text-muted-foreground">
              /
            </li>
            <li aria-current="page" className="truncate font-mono text-meta">
              {middleTruncate(decodeURIComponent(object))}
            </li>
          </>
        ) : null}
      </ol>
    </nav>
  );
}
