"use client";

import { useQuery } from "@tanstack/react-query";
import { moneyText } from "#components/ui/format-money.ts";
import { Panel } from "#components/ui/panel.tsx";
import type { PaymentRow } from "#core/contracts/payments.ts";
import { useTRPC } from "#trpc/client.tsx";
import { LinkLine } from "./link-line.tsx";
import { UpdateLinkAction } from "./update-link-action.tsx";

type Payment = Pick<PaymentRow, "id" | "amount">;

const amountOf = ({ amount }: Payment) => moneyText(amount.amountMinor, amount.currency);

function useLinkOf(payment: Payment) {
  const trpc = useTRPC();
  return useQuery(trpc.paymentMethods.ofPayment.queryOptions({ paymentId: payment.id })).data;
}

/** The button that asks for an update link, on a payment that another method heals; nothing otherwise. */
export function PaymentLinkAction({ payment }: { payment: Payment }) {
  const customerId = useLinkOf(payment)?.customerId ?? null;
  if (customerId === null) return null;
  return (
    <UpdateLinkAction
      customerId={customerId}
      payment={{ id: payment.id, amount: amountOf(payment) }}
    />
  );
}

/** How far the newest link is that was asked for on this payment; nothing where none was. */
export function PaymentLinkPanel({ payment }: { payment: Payment }) {
  const link = useLinkOf(payment)?.link ?? null;
  if (link === null) return null;
  return (
    <Panel flush title="Update link">
      <LinkLine link={link} unpaid={amountOf(payment)} />
    </Panel>
  );
}
