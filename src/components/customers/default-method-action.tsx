"use client";

import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { OverrideSheet } from "#components/overrides/override-sheet.tsx";
import { useOverrideDraft } from "#components/overrides/use-override-draft.ts";
import { MethodLabel } from "#components/payments/method-label.tsx";
import { methodText } from "#components/payments/method-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Id } from "#components/ui/id.tsx";
import type { CustomerMethod } from "#core/contracts/customers.ts";
import { useTRPCClient } from "#trpc/client.tsx";

interface DefaultMethodProps {
  customerId: string;
  method: CustomerMethod;
}

function DefaultMethodSheet({
  customerId,
  method,
  onClose,
}: DefaultMethodProps & { onClose: () => void }) {
  const client = useTRPCClient();
  const drafting = useOverrideDraft(
    {
      preview: (params, options) =>
        client.customers.setDefaultMethod.preview.mutate({ params }, options),
      request: (asked) => client.customers.setDefaultMethod.request.mutate(asked),
    },
    { params: { customerId, methodId: method.id }, problems: [], needsNote: false },
    onClose,
  );
  return (
    <OverrideSheet
      commitLabel={`Make ${methodText(method.method)} the default`}
      description={
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <MethodLabel method={method.method} /> <Id value={method.id} />
        </span>
      }
      drafting={drafting}
      hint="What would follow is being worked out."
      onClose={onClose}
      title="Change the default payment method"
    />
  );
}

/** For a method on file that is not the customer's default, and for who may ask; nothing at all otherwise. */
export function DefaultMethodAction({ customerId, method }: DefaultMethodProps) {
  const may = usePermitted("payment-method:set-default");
  const [isOpen, setOpen] = useState(false);
  const isDefault = method.uses.some(({ as }) => as === "customer");
  if (!may || isDefault || method.onFileSince === null) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)} size="sm">
        Make default…
      </Button>
      {isOpen ? (
        <DefaultMethodSheet
          customerId={customerId}
          method={method}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
