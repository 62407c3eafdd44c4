import Link from "next/link";
import { moneyText } from "#components/ui/format-money.ts";
import { Glyph } from "#components/ui/glyph.tsx";
import type { Overview } from "#core/contracts/kpis.ts";

interface Item {
  readonly href: string;
  readonly text: string;
  readonly isQuiet: boolean;
}

function itemsOf({ attention, currency }: Overview): readonly Item[] {
  const items: Item[] = [];
  const add = (count: number | null, href: string, one: string, many: string): void => {
    if (count === null) return;
    items.push({ href, text: `${count} ${count === 1 ? one : many}`, isQuiet: count === 0 });
  };
  add(attention.cases, "/reviews", "case to review", "cases to review");
  add(
    attention.approvals,
    "/approvals",
    "request waits for a countersignature",
    "requests wait for a countersignature",
  );
  add(
    attention.unknownCommands,
    "/approvals?tab=decided",
    "override with an unknown outcome",
    "overrides with an unknown outcome",
  );
  add(
    attention.parkedEvents,
    "/webhooks?status=parked,dead",
    "webhook not applied",
    "webhooks not applied",
  );
  if (attention.drift !== null) {
    const text =
      attention.drift === 0n
        ? "Ledger equals Stripe"
        : `Ledger differs by ${moneyText(attention.drift, currency)}`;
    items.push({ href: "/ledger", text, isQuiet: attention.drift === 0n });
  }
  return items;
}

/** What waits for this person, each a link to where it is done. Quiet ones stay, so that nothing jumps. */
export function AttentionStrip({ overview }: { overview: Overview }) {
  const items = itemsOf(overview);
  if (items.length === 0) return null;
  return (
    <nav aria-label="Needs attention">
      <ul className="flex flex-wrap gap-2">
        {items.map((item) => (
          <li key={item.href}>
            <Link
              className="inline-flex min-h-8 items-center gap-1.5 rounded-md border bg-card px-2.5 text-body hover:bg-accent"
              href={item.href}
            >
              <span className={item.isQuiet ? "text-ok" : "text-warn"}>
                <Glyph name={item.isQuiet ? "done" : "warning"} />
              </span>
              <span className={item.isQuiet ? "text-secondary-foreground" : "font-medium"}>
                {item.text}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
