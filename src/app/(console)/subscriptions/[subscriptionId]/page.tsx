import type { Metadata } from "next";
import { SubscriptionPage } from "#components/subscriptions/subscription-page.tsx";

export const metadata: Metadata = { title: "Subscription" };

interface Props {
  params: Promise<{ subscriptionId: string }>;
}

export default async function Page({ params }: Props) {
  const { subscriptionId } = await params;
  return <SubscriptionPage subscriptionId={subscriptionId} />;
}
