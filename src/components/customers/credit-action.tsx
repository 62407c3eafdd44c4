"use client";

import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { useCommands } from "#components/commands/use-commands.ts";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import type { CustomerDetail } from "#core/contracts/customers.ts";
import { CreditSheet } from "./credit-sheet.tsx";

/** The currencies that the customer has a balance in or paid in, in that order. */
function currenciesOf({ customer, totals }: CustomerDetail): string[] {
  const { balance } = customer;
  const codes = totals.map(({ paid }) => paid.currency);
  return [...new Set(balance === null ? codes : [balance.currency, ...codes])];
}

/** The credit button and its sheet, for who may ask for one; nothing at all otherwise. */
export function CreditAction({ detail }: { detail: CustomerDetail }) {
  const may = usePermitted("customer:credit");
  const [isOpen, setOpen] = useState(false);
  const { id, deleted } = detail.customer;
  const [first, ...others] = currenciesOf(detail);
  const noCurrency =
    first === undefined ? "The customer has not paid yet, so no currency is known." : undefined;
  const unavailableBecause = deleted ? "The customer is gone at Stripe." : noCurrency;
  const open = () => setOpen(true);
  useCommands("customer", may ? { "customer.credit": { run: open, unavailableBecause } } : {});
  if (!may) return null;
  return (
    <>
      <GuardedButton onClick={open} unavailableBecause={unavailableBecause}>
        Credit…
      </GuardedButton>
      {isOpen && first !== undefined ? (
        <CreditSheet
          currencies={[first, ...others]}
          customerId={id}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
