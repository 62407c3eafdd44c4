"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ListPanel } from "#components/layout/list-panel.tsx";
import { RetryButton } from "#components/retries/retry-button.tsx";
import { Id } from "#components/ui/id.tsx";
import { ListRow } from "#components/ui/list-row.tsx";
import { Money } from "#components/ui/money.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { InvoiceRow } from "#core/contracts/subscriptions.ts";
import { useTRPC } from "#trpc/client.tsx";
import { invoiceWords } from "./subscription-words.ts";

const SHOWN = 10;

function Attempts({ row }: { row: InvoiceRow }) {
  if (row.attempts === 0 || row.status === "paid") return null;
  return (
    <span>
      tried {row.attempts} {row.attempts === 1 ? "time" : "times"}
      {row.nextAttemptAt === null ? (
        ", not again by itself"
      ) : (
        <>
          , again <Time at={row.nextAttemptAt} />
        </>
      )}
    </span>
  );
}

function InvoiceItem({ row }: { row: InvoiceRow }) {
  const { word, tone } = invoiceWords(row.status);
  const paymentId = row.payments.find((payment) => payment.paymentId !== null)?.paymentId ?? null;
  return (
    <ListRow
      aside={
        <>
          {row.status === "open" && row.attempts > 0 && paymentId !== null ? (
            <RetryButton amount={row.remaining} paymentId={paymentId} />
          ) : null}
          <Id copyLabel="invoice" value={row.id} />
          <Time at={row.createdAt} />
        </>
      }
    >
      <Status tone={tone}>{word}</Status>
      <Money {...(row.status === "open" ? row.remaining : row.due)} />
      <span className="inline-flex flex-wrap gap-x-3 text-secondary-foreground">
        {row.number === null ? null : <span>{row.number}</span>}
        <Attempts row={row} />
        {paymentId === null ? null : (
          <Link className="rounded-sm text-primary hover:underline" href={`/payments/${paymentId}`}>
            Its payment
          </Link>
        )}
      </span>
    </ListRow>
  );
}

/** The customer's latest invoices, and how their collection stands. */
export function CustomerInvoicesPanel({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.subscriptions.invoices.queryOptions({ customerId, limit: SHOWN }),
  );
  return (
    <ListPanel
      empty="No invoices."
      error={error}
      footer={
        data?.nextCursor ? (
          <p className="border-t px-3 py-2 text-meta text-muted-foreground">
            The newest {SHOWN} are shown.
          </p>
        ) : null
      }
      onRetry={() => void refetch()}
      rows={data?.rows}
      title="Invoices"
    >
      {(row) => <InvoiceItem key={row.id} row={row} />}
    </ListPanel>
  );
}
