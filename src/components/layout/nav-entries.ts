import {
  Activity,
  BookOpenText,
  CreditCard,
  Gauge,
  Gavel,
  Landmark,
  Layers,
  ListChecks,
  type LucideIcon,
  Scale,
  ShieldAlert,
  Signature,
  Users,
  Webhook,
} from "lucide-react";
import type { CommandId } from "#components/commands/registry.ts";
import { commandSpec } from "#components/commands/registry.ts";
import type { Permission } from "#core/permissions.ts";

export interface NavEntry {
  readonly href: string;
  readonly title: string;
  /** For the bottom bar of a phone. */
  readonly shortTitle: string;
  readonly icon: LucideIcon;
  /** The command that leads there; its permission and keys are the entry's. */
  readonly command: CommandId;
}

/** The screens in the order of the rail. */
const NAV_ENTRIES: readonly NavEntry[] = [
  { href: "/", title: "Overview", shortTitle: "Overview", icon: Gauge, command: "go.overview" },
  {
    href: "/reviews",
    title: "Review queue",
    shortTitle: "Reviews",
    icon: ListChecks,
    command: "go.queue",
  },
  {
    href: "/payments",
    title: "Payments",
    shortTitle: "Payments",
    icon: CreditCard,
    command: "go.payments",
  },
  {
    href: "/customers",
    title: "Customers",
    shortTitle: "Customers",
    icon: Users,
    command: "go.customers",
  },
  {
    href: "/disputes",
    title: "Disputes",
    shortTitle: "Disputes",
    icon: ShieldAlert,
    command: "go.disputes",
  },
  {
    href: "/approvals",
    title: "Approvals",
    shortTitle: "Approvals",
    icon: Signature,
    command: "go.approvals",
  },
  {
    href: "/bulk",
    title: "Bulk refunds",
    shortTitle: "Bulk",
    icon: Layers,
    command: "go.bulk",
  },
  {
    href: "/webhooks",
    title: "Webhooks",
    shortTitle: "Webhooks",
    icon: Webhook,
    command: "go.webhooks",
  },
  {
    href: "/ledger",
    title: "Ledger",
    shortTitle: "Ledger",
    icon: BookOpenText,
    command: "go.ledger",
  },
  {
    href: "/payouts",
    title: "Payouts",
    shortTitle: "Payouts",
    icon: Landmark,
    command: "go.payouts",
  },
  {
    href: "/reconciliation",
    title: "Reconciliation",
    shortTitle: "Recon",
    icon: Scale,
    command: "go.reconciliation",
  },
  {
    href: "/policies",
    title: "Policy",
    shortTitle: "Policy",
    icon: Gavel,
    command: "go.policies",
  },
  {
    href: "/operations",
    title: "Operations",
    shortTitle: "Ops",
    icon: Activity,
    command: "go.operations",
  },
];

/** The entries a person may know of. */
export function permittedEntries(permissions: readonly Permission[]): readonly NavEntry[] {
  return NAV_ENTRIES.filter((entry) => {
    const { permission } = commandSpec(entry.command);
    return permission === null || permissions.includes(permission);
  });
}

/** The entry a path belongs to: the longest that it starts with. */
export function entryOfPath(pathname: string): NavEntry | null {
  const inside = (href: string) => pathname === href || pathname.startsWith(`${href}/`);
  return (
    NAV_ENTRIES.find((entry) => entry.href !== "/" && inside(entry.href)) ??
    (pathname === "/" ? (NAV_ENTRIES[0] ?? null) : null)
  );
}
