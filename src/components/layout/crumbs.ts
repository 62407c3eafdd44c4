import { middleTruncate } from "#components/ui/middle-truncate.ts";
import { entryOfPath } from "./nav-entries.ts";

export interface Crumb {
  readonly text: string;
  /** Absent on the last one, which is where one is. */
  readonly href?: string;
  /** An identifier, set in mono. */
  readonly isId?: boolean;
}

/** Pages between a screen and its objects; without `href` they have no list of their own. */
const SECTIONS: readonly { readonly path: string; readonly crumb: Crumb }[] = [
  { path: "/ledger/journals", crumb: { text: "Journals", href: "/ledger/journals" } },
  { path: "/ledger/accounts", crumb: { text: "Accounts", href: "/ledger" } },
  { path: "/ledger/fees", crumb: { text: "Fees", href: "/ledger/fees" } },
  { path: "/ledger/backfill", crumb: { text: "Backfill", href: "/ledger/backfill" } },
  { path: "/ledger/exports", crumb: { text: "Exports", href: "/ledger/exports" } },
  { path: "/reconciliation/breaks", crumb: { text: "Breaks", href: "/reconciliation/breaks" } },
  { path: "/reconciliation/bank", crumb: { text: "Bank", href: "/reconciliation/bank" } },
  { path: "/reconciliation/close", crumb: { text: "Month close", href: "/reconciliation/close" } },
  { path: "/settings/security", crumb: { text: "Security" } },
  { path: "/settings/break-glass", crumb: { text: "Break-glass" } },
  { path: "/settings/away", crumb: { text: "Away" } },
  { path: "/payments/retries", crumb: { text: "Retries", href: "/payments/retries" } },
  { path: "/bulk/new", crumb: { text: "New", href: "/bulk/new" } },
  { path: "/policies/versions", crumb: { text: "Versions", href: "/policies/versions" } },
  { path: "/policies/draft", crumb: { text: "Draft", href: "/policies/draft" } },
  { path: "/overrides", crumb: { text: "Overrides" } },
  { path: "/subscriptions", crumb: { text: "Subscriptions" } },
];

/** The way to a path: the screen, its part, the object that is open. Nothing for a path that belongs to no screen. */
export function crumbsOf(pathname: string): readonly Crumb[] {
  const entry = entryOfPath(pathname);
  const section = SECTIONS.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
  const base = section?.path ?? entry?.href ?? pathname;
  const id = pathname.slice(base.length).split("/").find(Boolean);
  const way: Crumb[] = [
    ...(entry ? [{ text: entry.title, href: entry.href }] : []),
    ...(section ? [section.crumb] : []),
    ...(id === undefined ? [] : [{ text: middleTruncate(decodeURIComponent(id)), isId: true }]),
  ];
  return way.map((crumb, place) => (place === way.length - 1 ? whereOneIs(crumb) : crumb));
}

function whereOneIs({ text, isId = false }: Crumb): Crumb {
  return { text, isId };
}
