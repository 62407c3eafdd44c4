import Link from "next/link";
import { cn } from "#components/ui/class-names.ts";
import { moneyText } from "#components/ui/format-money.ts";
import { Glyph } from "#components/ui/glyph.tsx";
import type { Overview } from "#core/contracts/kpis.ts";

interface Item {
  readonly href: string;
  readonly text: string;
  readonly isQuiet: boolean;
}

/** What is said of each kind of work that waits: of none, of one, of several. */
const WAITING = [
  {
    key: "cases",
    href: "/reviews",
    none: "No case to review",
    one: "case to review",
    many: "cases to review",
  },
  {
    key: "approvals",
    href: "/approvals",
    none: "No request waits for a second person",
    one: "request waits for a second person",
    many: "requests wait for a second person",
  },
  {
    key: "unknownCommands",
    href: "/operations",
    none: "No override with an unknown outcome",
    one: "override with an unknown outcome",
    many: "overrides with an unknown outcome",
  },
  {
    key: "parkedEvents",
    href: "/webhooks?status=parked,dead",
    none: "All webhooks applied",
    one: "webhook not applied",
    many: "webhooks not applied",
  },
] as const;

/** In the order of the strip, which never changes; what the person may not see is left out. */
export function attentionItems({
  attention,
  currency,
}: Pick<Overview, "attention" | "currency">): readonly Item[] {
  const items = WAITING.flatMap(({ key, href, none, one, many }): Item[] => {
    const waiting = attention[key];
    if (waiting === null) return [];
    if (waiting === 0) return [{ href, text: none, isQuiet: true }];
    return [{ href, text: `${waiting} ${waiting === 1 ? one : many}`, isQuiet: false }];
  });
  const { drift } = attention;
  if (drift === null) return items;
  const text =
    drift === 0n ? "Ledger equals Stripe" : `Ledger differs by ${moneyText(drift, currency)}`;
  return [...items, { href: "/ledger", text, isQuiet: drift === 0n }];
}

/** What waits for this person, each a link to where it is done. Quiet ones stay in their place, without a border, so that nothing jumps. */
export function AttentionStrip({ overview }: { overview: Overview }) {
  const items = attentionItems(overview);
  if (items.length === 0) return null;
  return (
    <nav aria-label="Needs attention">
      <ul className="flex flex-wrap gap-x-2 gap-y-1">
        {items.map((item) => (
          <li key={item.href}>
            <Link
              className={cn(
                "inline-flex min-h-8 items-center gap-1.5 rounded-md border text-body hover:bg-accent",
                item.isQuiet
                  ? "border-transparent px-1.5 text-secondary-foreground max-sm:min-h-6 max-sm:px-0"
                  : "border-warn bg-warn-tint px-2.5 font-medium text-warn",
              )}
              href={item.href}
            >
              <span className={item.isQuiet ? "text-ok" : undefined}>
                <Glyph name={item.isQuiet ? "done" : "warning"} />
              </span>
              {item.text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
