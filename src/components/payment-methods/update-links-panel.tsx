"use client";

import { useQuery } from "@tanstack/react-query";
import { ListPanel } from "#components/layout/list-panel.tsx";
import { useTRPC } from "#trpc/client.tsx";
import { LinkLine } from "./link-line.tsx";
import { UpdateLinkAction } from "./update-link-action.tsx";

/** The links that a customer was to save another method on, each followed to its end. */
export function UpdateLinksPanel({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.paymentMethods.links.queryOptions({ customerId }));
  return (
    <ListPanel
      aside={<UpdateLinkAction customerId={customerId} payment={null} size="sm" />}
      empty="No link was asked for."
      error={error}
      onRetry={() => void refetch()}
      rows={data?.rows}
      title="Update links"
    >
      {(link) => (
        <li className="border-b last:border-b-0" key={link.commandId}>
          <LinkLine link={link} unpaid={null} />
        </li>
      )}
    </ListPanel>
  );
}
