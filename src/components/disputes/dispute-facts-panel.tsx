import Link from "next/link";
import { MethodLabel } from "#components/payments/method-label.tsx";
import { type Definition, DefinitionList } from "#components/ui/definition-list.tsx";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { DisputeDetail } from "#core/contracts/disputes.ts";
import { reasonClaim, reasonTitle } from "./dispute-words.ts";
import { EvidenceDue } from "./evidence-due.tsx";
import { networkReason } from "./network-reason.ts";

const linkClasses = "rounded-sm text-primary hover:underline";

function reasonFacts({ dispute }: DisputeDetail): readonly Definition[] {
  const { reason, networkReasonCode: code } = dispute;
  const claim = reasonClaim(reason);
  const meaning = code === null ? null : networkReason(code);
  return [
    {
      term: "Reason",
      value: (
        <>
          {reasonTitle(reason)}
          {claim === null ? null : (
            <span className="block text-meta text-secondary-foreground">{claim}</span>
          )}
        </>
      ),
    },
    ...(code === null
      ? []
      : [
          {
            term: "Network's code",
            value: (
              <>
                <span className="num">{code}</span>
                {meaning === null ? null : `: ${meaning}`}
              </>
            ),
          },
        ]),
  ];
}

function dueFacts({ dispute }: DisputeDetail): readonly Definition[] {
  const { dueAt, pastDue, submissions } = dispute;
  return [
    {
      term: "Evidence due",
      value:
        dueAt === null ? (
          <span className="text-muted-foreground">none is awaited</span>
        ) : (
          <>
            <EvidenceDue at={dueAt} />
            <span className="block text-meta text-secondary-foreground">
              <Time as="absolute" at={dueAt} />
            </span>
          </>
        ),
    },
    {
      term: "At Stripe",
      value: [
        submissions === 0 ? "no evidence submitted" : `submitted ${submissions} times`,
        ...(dispute.hasEvidenceAtStripe ? ["some is staged there"] : []),
        ...(pastDue ? ["its time has passed"] : []),
      ].join(", "),
    },
  ];
}

function payerFacts({ dispute, payment }: DisputeDetail): readonly Definition[] {
  const { customer, method, paymentId } = dispute;
  return [
    {
      term: "Payment",
      value:
        paymentId === null ? (
          <Id copyLabel="charge" value={dispute.chargeId} />
        ) : (
          <Link className={linkClasses} href={`/payments/${paymentId}`}>
            {payment === null ? <Id value={paymentId} /> : <Money {...payment.amount} />}
          </Link>
        ),
    },
    ...(payment === null
      ? []
      : [
          { term: "Paid", value: <Time as="absolute" at={payment.at} /> },
          ...(payment.refunded.amountMinor === 0n
            ? []
            : [{ term: "Refunded already", value: <Money {...payment.refunded} /> }]),
          ...(payment.description === null
            ? []
            : [{ term: "Description", value: payment.description }]),
        ]),
    { term: "Method", value: <MethodLabel method={method} /> },
    {
      term: "Customer",
      value:
        customer === null ? (
          <span className="text-muted-foreground">guest</span>
        ) : (
          <Link className={linkClasses} href={`/customers/${customer.id}`}>
            {customer.label ?? <Id value={customer.id} />}
          </Link>
        ),
    },
  ];
}

/** What is claimed, until when to answer, and which payment it is about. */
export function DisputeFactsPanel({ detail }: { detail: DisputeDetail }) {
  return (
    <Panel className="min-h-72" title="Facts">
      <DefinitionList
        items={[
          ...reasonFacts(detail),
          ...dueFacts(detail),
          ...payerFacts(detail),
          {
            term: "Refund instead",
            value: detail.dispute.refundable
              ? "possible while the bank only asks"
              : "not possible: the bank has the money",
          },
        ]}
      />
    </Panel>
  );
}
