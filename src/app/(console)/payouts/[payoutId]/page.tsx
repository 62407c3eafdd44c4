import type { Metadata } from "next";
import { PayoutPage } from "#components/payouts/payout-page.tsx";

export const metadata: Metadata = { title: "Payout" };

interface Props {
  params: Promise<{ payoutId: string }>;
}

export default async function Page({ params }: Props) {
  const { payoutId } = await params;
  return <PayoutPage payoutId={payoutId} />;
}
