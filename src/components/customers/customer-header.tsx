"use client";

import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { useCommands } from "#components/commands/use-commands.ts";
import { Button } from "#components/ui/button.tsx";
import { Id } from "#components/ui/id.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { CustomerDetail } from "#core/contracts/customers.ts";
import { CreditAction } from "./credit-action.tsx";
import { CustomerName } from "./customer-name.tsx";
import { RevealSheet } from "./reveal-sheet.tsx";
import { RevealedPerson } from "./revealed-person.tsx";
import { useRevealed } from "./use-revealed.ts";

type Customer = CustomerDetail["customer"];

function CustomerStatus({ customer }: { customer: Customer }) {
  if (customer.deleted) return <Status tone="mute">Deleted at Stripe</Status>;
  if (!customer.delinquent) return null;
  return (
    <Status glyph="warning" tone="warn">
      Behind with an invoice
    </Status>
  );
}

/** Head of a customer: who it is as far as the reader may know, since when, and the way to know more. */
export function CustomerHeader({ detail }: { detail: CustomerDetail }) {
  const { customer } = detail;
  const [isAsking, setAsking] = useState(false);
  const revealed = useRevealed(customer.id);
  const { toast } = useToast();
  const mayReveal = usePermitted("personal-data:reveal") && customer.revealable;
  const ask = () => setAsking(true);
  useCommands("customer", {
    ...(mayReveal ? { "customer.reveal": ask } : {}),
    "customer.copy-id": () => {
      navigator.clipboard.writeText(customer.id).then(
        () => toast({ title: "Customer id copied" }),
        () => toast({ title: "The id could not be copied", tone: "bad" }),
      );
    },
  });
  return (
    <>
      <PageHeader
        actions={
          <>
            <CreditAction detail={detail} />
            {mayReveal ? <Button onClick={ask}>Show personal data…</Button> : null}
          </>
        }
        aside={<CustomerStatus customer={customer} />}
        description={
          <span className="inline-flex flex-wrap items-center gap-x-2">
            <Id copyLabel="customer" value={customer.id} />
            {customer.name === null || customer.email === null ? null : (
              <span>{customer.email}</span>
            )}
            {customer.country === null ? null : <span>{customer.country}</span>}
            <span>
              since <Time as="date" at={customer.createdAt} />
            </span>
          </span>
        }
        title={<CustomerName customer={customer} />}
      />
      {revealed.shown === null ? null : (
        <RevealedPerson data={revealed.shown} onHide={revealed.hide} />
      )}
      {isAsking ? (
        <RevealSheet
          customerId={customer.id}
          onClose={() => setAsking(false)}
          revealed={revealed}
        />
      ) : null}
    </>
  );
}
