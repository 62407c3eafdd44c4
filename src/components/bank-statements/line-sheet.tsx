"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { SideSheet } from "#components/ui/side-sheet.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { BankLineDetail } from "#core/contracts/bank-statements.ts";
import { useTRPC } from "#trpc/client.tsx";
import { accountText, FIELD_WORDS } from "./bank-words.ts";

/** One line of the bank: what it says, where it came from, what it was matched with, and what was amended. */
export function LineSheet({ lineId, onClose }: { lineId: string; onClose: () => void }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.bankStatements.line.queryOptions({ lineId }));
  const { data, error } = query;
  return (
    <SideSheet
      description={data ? <Money {...data.line.amount} sign="always" /> : "Loading"}
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      title="Bank line"
    >
      {error ? <ApiErrorPanel error={error} onRetry={() => void query.refetch()} /> : null}
      {data || error ? null : <SkeletonLines lines={10} />}
      {data ? <LineFacts detail={data} /> : null}
    </SideSheet>
  );
}

function LineFacts({
  detail: { line, statement, details, amendments },
}: {
  detail: BankLineDetail;
}) {
  const words = (text: string | null) => <span className="break-words">{text ?? "–"}</span>;
  return (
    <div className="grid gap-5">
      <DefinitionList
        items={[
          { term: "Description", value: words(line.description || null) },
          { term: "Counterparty", value: words(line.counterparty) },
          { term: "Reference", value: words(line.reference) },
          { term: "Booked on", value: line.bookedOn },
          { term: "Value day", value: line.valueOn },
          { term: "Account", value: accountText(line.account) },
          { term: "Trace id", value: line.traceId === null ? "–" : <Id value={line.traceId} /> },
          { term: "Payout", value: <PayoutLink payoutId={line.payoutId} /> },
          { term: "File", value: words(statement.fileName) },
        ]}
      />
      {amendments.length === 0 ? null : <Amendments amendments={amendments} />}
      {details.length === 0 ? null : (
        <section className="grid gap-2">
          <h3 className="font-medium">In the bank’s words</h3>
          <DefinitionList
            items={details.map(({ name, text }) => ({ term: name, value: words(text) }))}
          />
        </section>
      )}
    </div>
  );
}

function PayoutLink({ payoutId }: { payoutId: string | null }) {
  if (payoutId === null) return "not matched";
  return (
    <Link className="text-primary underline-offset-4 hover:underline" href={`/payouts/${payoutId}`}>
      <Id value={payoutId} />
    </Link>
  );
}

function Amendments({ amendments }: Pick<BankLineDetail, "amendments">) {
  return (
    <section className="grid gap-2">
      <h3 className="font-medium">Told differently later</h3>
      <ol className="grid gap-3">
        {amendments.map(({ id, at, fileName, changes }) => (
          <li className="grid gap-1 rounded-md border p-2" key={id}>
            <p className="break-all text-meta text-muted-foreground">
              <Time as="absolute" at={at} /> {fileName}
            </p>
            {changes.map(({ field, before, after }) => (
              <p className="break-words" key={field}>
                {FIELD_WORDS[field] ?? field}:{" "}
                <del className="text-muted-foreground">{before || "–"}</del>{" "}
                <ins className="no-underline">{after || "–"}</ins>
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}
