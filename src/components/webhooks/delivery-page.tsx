"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { spanText } from "#components/charts/prepare/chart-value.ts";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Id } from "#components/ui/id.tsx";
import { JsonViewer } from "#components/ui/json-viewer.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { DeliveryDetail } from "#core/contracts/webhooks.ts";
import { useTRPC } from "#trpc/client.tsx";
import { DeliveryStatus } from "./delivery-columns.tsx";
import { badgeOf, RESULT_WORDS } from "./delivery-words.ts";
import { EventAttempts, SameEventDeliveries } from "./event-history.tsx";
import { reasonText } from "./reason-words.ts";
import { microsText } from "./span-text.ts";

const count = new Intl.NumberFormat("en-US");

/** One delivery: signature, event, payload, tries, and the other times Stripe sent the same event. */
export function DeliveryPage({ deliveryId }: { deliveryId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.webhooks.get.queryOptions({ deliveryId }));
  usePageFreshness(query.data ? query.dataUpdatedAt : null);
  if (query.error) {
    return (
      <>
        <PageHeader title="Webhook delivery" />
        <ApiErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      </>
    );
  }
  if (!query.data) {
    return (
      <>
        <PageHeader title="Webhook delivery" />
        <Panel title="Delivery">
          <SkeletonLines lines={8} />
        </Panel>
      </>
    );
  }
  return <DeliveryDetail detail={query.data} />;
}

function DeliveryDetail({ detail }: { detail: DeliveryDetail }) {
  const { delivery, event, objectHref } = detail;
  return (
    <>
      <PageHeader
        aside={<DeliveryStatus row={delivery} />}
        description={badgeOf(delivery).meaning}
        title={delivery.type ?? RESULT_WORDS[delivery.result].word}
      />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(20rem,26rem)_1fr]">
        <div className="grid gap-3">
          <Panel title="Delivery">
            <DeliveryFacts detail={detail} />
          </Panel>
          {event ? (
            <Panel title="Event">
              <EventFacts event={event} objectHref={objectHref} objectId={delivery.objectId} />
            </Panel>
          ) : null}
        </div>
        <div className="grid min-w-0 gap-3">
          {event ? (
            <>
              <EventAttempts attempts={event.attempts} />
              <SameEventDeliveries currentId={delivery.id} deliveries={event.deliveries} />
              <Panel title="Payload, personal data masked">
                <Payload eventId={event.eventId} text={event.payload} />
              </Panel>
            </>
          ) : (
            <Panel title="Payload">
              <p className="text-secondary-foreground">
                Nothing of a refused delivery is kept but its size and its hash: it did not come
                from Stripe as far as we can tell.
              </p>
            </Panel>
          )}
        </div>
      </div>
    </>
  );
}

function arrivalOf({ delivery, signature }: DeliveryDetail) {
  if (delivery.result === "swept")
    return [{ term: "Came by", value: "our own asking: no delivery had brought it" }];
  return [
    { term: "Answered", value: `${delivery.httpStatus} in ${microsText(delivery.ackMicros)}` },
    {
      term: "Signed by Stripe",
      value: signature.signedAt ? <Time as="absolute" at={signature.signedAt} /> : "unknown",
    },
    {
      term: "Secret",
      value: signature.secretKeyId ? `matched key ${signature.secretKeyId}` : "none matched",
    },
  ];
}

function DeliveryFacts({ detail }: { detail: DeliveryDetail }) {
  const { delivery, signature } = detail;
  return (
    <DefinitionList
      items={[
        { term: "Received", value: <Time as="absolute" at={delivery.receivedAt} /> },
        ...arrivalOf(detail),
        {
          term: "Applied after",
          value: delivery.appliedAfterMs === null ? "not yet" : spanText(delivery.appliedAfterMs),
        },
        { term: "Body", value: `${count.format(signature.bodyBytes)} bytes` },
        {
          term: "SHA-256",
          value: signature.bodyHash ? <Id copyLabel="hash" value={signature.bodyHash} /> : "–",
        },
      ]}
    />
  );
}

type EventDetail = NonNullable<DeliveryDetail["event"]>;

interface EventFactsProps {
  event: EventDetail;
  objectId: string | null;
  objectHref: string | null;
}

function EventFacts({ event, objectId, objectHref }: EventFactsProps) {
  const object = objectId === null ? "–" : <Id copyLabel="object" value={objectId} />;
  return (
    <DefinitionList
      items={[
        { term: "Event", value: <Id copyLabel="event" value={event.eventId} /> },
        {
          term: "Object",
          value:
            objectHref === null ? (
              object
            ) : (
              <Link className="text-primary underline-offset-4 hover:underline" href={objectHref}>
                {object}
              </Link>
            ),
        },
        { term: "Created at Stripe", value: <Time as="absolute" at={event.createdAt} /> },
        { term: "API version", value: event.apiVersion ?? "unknown" },
        {
          term: "Request",
          value: event.requestId ? (
            <Id copyLabel="request" value={event.requestId} />
          ) : (
            "made by Stripe itself"
          ),
        },
        {
          term: "Our command",
          value: event.commandId ? (
            <Link
              className="text-primary underline-offset-4 hover:underline"
              href={`/overrides/${event.commandId}`}
            >
              caused by this override
            </Link>
          ) : (
            "none"
          ),
        },
        ...(event.statusReason ? [{ term: "Reason", value: reasonText(event.statusReason) }] : []),
      ]}
    />
  );
}

function Payload({ text, eventId }: { text: string; eventId: string }) {
  const value = parsed(text);
  if (value === null) return <pre className="overflow-x-auto font-mono text-meta">{text}</pre>;
  return <JsonViewer label={`Payload of ${eventId}`} value={value} />;
}

/** The body as a tree, or null where it never was JSON. */
function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}
