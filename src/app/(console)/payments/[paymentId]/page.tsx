import type { Metadata } from "next";
import { PaymentPage } from "#components/payments/payment-page.tsx";

export const metadata: Metadata = { title: "Payment" };

interface Props {
  params: Promise<{ paymentId: string }>;
}

export default async function Page({ params }: Props) {
  const { paymentId } = await params;
  return <PaymentPage paymentId={paymentId} />;
}
