import type { Definition } from "#components/ui/definition-list.tsx";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PaymentDetail } from "#core/contracts/payments.ts";

const words = (text: string): string => text.replaceAll("_", " ");

function authorisationFacts({ authorisation }: PaymentDetail): readonly Definition[] {
  if (authorisation === null) return [];
  const { capturable, until } = authorisation;
  return [
    { term: "Authorised", value: <Money {...capturable} /> },
    {
      term: "Authorised until",
      value:
        until === null ? (
          <span className="text-muted-foreground">the network names no end</span>
        ) : (
          <Time as="absolute" at={until} />
        ),
    },
  ];
}

/** An invoice that is still owed says how often it was tried, and when next. */
function Collection({ attempts, nextAttemptAt }: NonNullable<PaymentDetail["invoice"]>) {
  const times = attempts === 1 ? "tried once" : `tried ${attempts} times`;
  return (
    <span>
      {attempts === 0 ? "not tried yet" : times},{" "}
      {nextAttemptAt === null ? (
        "no further try is planned"
      ) : (
        <>
          next try <Time as="absolute" at={nextAttemptAt} />
        </>
      )}
    </span>
  );
}

function invoiceFacts({ invoice }: PaymentDetail): readonly Definition[] {
  if (invoice === null) return [];
  return [
    {
      term: "Invoice",
      value: (
        <span className="inline-flex flex-wrap items-center gap-x-2">
          {invoice.number === null ? null : <span>{invoice.number}</span>}
          <Id copyLabel="invoice" value={invoice.id} />
          <span className="text-secondary-foreground">{words(invoice.status)}</span>
        </span>
      ),
    },
    ...(invoice.status === "open"
      ? [{ term: "Collection", value: <Collection {...invoice} /> }]
      : []),
    ...(invoice.subscriptionId === null
      ? []
      : [
          {
            term: "Subscription",
            value: <Id copyLabel="subscription" value={invoice.subscriptionId} />,
          },
        ]),
  ];
}

/** Radar's newest review and each warning of the issuer. */
function suspicionFacts({ radarReviews, fraudWarnings }: PaymentDetail): readonly Definition[] {
  const [review] = radarReviews;
  return [
    ...(review === undefined
      ? []
      : [
          {
            term: "Review at Stripe",
            value: review.open ? (
              <Status tone="warn">Open</Status>
            ) : (
              <span>closed: {words(review.closedReason ?? "for no stated reason")}</span>
            ),
          },
        ]),
    ...(fraudWarnings.length === 0
      ? []
      : [{ term: "Fraud warning", value: <Warnings warnings={fraudWarnings} /> }]),
  ];
}

function Warnings({ warnings }: { warnings: PaymentDetail["fraudWarnings"] }) {
  return (
    <ul className="grid gap-1">
      {warnings.map(({ id, fraudType, actionable, at }) => (
        <li className="flex flex-wrap items-center gap-x-2" key={id}>
          <span>{words(fraudType)}</span>
          <Time at={at} />
          <span className="text-secondary-foreground">
            {actionable
              ? "a full refund can still ward off a dispute"
              : "too late to ward off a dispute"}
          </span>
        </li>
      ))}
    </ul>
  );
}

function connectFacts({ connect }: PaymentDetail): readonly Definition[] {
  if (connect === null) return [];
  const { onBehalfOf, destination, applicationFee } = connect;
  return [
    ...(onBehalfOf === null
      ? []
      : [{ term: "On behalf of", value: <Id copyLabel="account" value={onBehalfOf} /> }]),
    ...(destination === null
      ? []
      : [{ term: "Transferred to", value: <Id copyLabel="account" value={destination} /> }]),
    ...(applicationFee === null
      ? []
      : [{ term: "Application fee", value: <Money {...applicationFee} /> }]),
  ];
}

/** Where a payment stands: what is authorised, for which invoice it is, what is suspected, and for whom it is. */
export function standingFacts(detail: PaymentDetail): readonly Definition[] {
  return [
    ...authorisationFacts(detail),
    ...invoiceFacts(detail),
    ...suspicionFacts(detail),
    ...connectFacts(detail),
  ];
}
