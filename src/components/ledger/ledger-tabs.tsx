import { AreaTabs } from "#components/layout/area-tabs.tsx";

const TABS = [
  { href: "/ledger", title: "Accounts" },
  { href: "/ledger/journals", title: "Journals" },
  { href: "/ledger/fees", title: "Fees" },
  { href: "/ledger/exports", title: "Exports", permission: "export:create" },
  { href: "/ledger/backfill", title: "Backfill", permission: "backfill:read" },
] as const;

/** The pages of the books: what each account holds, what was posted, what it cost, and how far back they reach. */
export function LedgerTabs() {
  return <AreaTabs label="Ledger" tabs={TABS} />;
}
