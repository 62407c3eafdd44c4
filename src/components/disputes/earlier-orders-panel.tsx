import Link from "next/link";
import { MethodLabel } from "#components/payments/method-label.tsx";
import { ListRow } from "#components/ui/list-row.tsx";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { DisputeDetail } from "#core/contracts/disputes.ts";

/** What the customer bought before and did not dispute, which speaks for knowing the shop. */
export function EarlierOrdersPanel({ detail }: { detail: DisputeDetail }) {
  const { earlier, dispute } = detail;
  return (
    <Panel className="min-h-24" flush title="Earlier orders">
      {earlier.length === 0 ? (
        <p className="p-3 text-secondary-foreground">
          {dispute.customer === null
            ? "It was paid as a guest: earlier orders are not known."
            : "This customer has paid nothing before."}
        </p>
      ) : (
        <ul aria-label="Earlier orders">
          {earlier.map((order) => (
            <ListRow aside={<Time as="date" at={order.at} />} key={order.id}>
              <Link
                className="rounded-sm text-primary hover:underline"
                href={`/payments/${order.id}`}
              >
                <Money {...order.amount} />
              </Link>
              <MethodLabel method={order.method} />
              {order.sameCard ? <Status tone="info">Same card</Status> : null}
              {order.disputed ? (
                <Status glyph="warning" tone="bad">
                  Disputed
                </Status>
              ) : null}
              {order.refunded.amountMinor === 0n ? null : (
                <span className="text-secondary-foreground">refunded</span>
              )}
            </ListRow>
          ))}
        </ul>
      )}
    </Panel>
  );
}
