"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

const TABS = [
  { href: "/ledger", title: "Accounts" },
  { href: "/ledger/journals", title: "Journals" },
] as const;

/** The two sides of the books: what each account holds, and what was posted. */
export function LedgerTabs() {
  const pathname = usePathname();
  return (
    <nav aria-label="Ledger" className="mb-3 flex gap-1 border-b">
      {TABS.map((tab) => {
        const isCurrent = pathname === tab.href;
        return (
          <Link
            aria-current={isCurrent ? "page" : undefined}
            className="-mb-px border-transparent border-b-2 px-2.5 py-1.5 text-secondary-foreground hover:text-foreground aria-[current=page]:border-primary aria-[current=page]:font-medium aria-[current=page]:text-foreground"
            href={tab.href}
            key={tab.href}
          >
            {tab.title}
          </Link>
        );
      })}
    </nav>
  );
}
