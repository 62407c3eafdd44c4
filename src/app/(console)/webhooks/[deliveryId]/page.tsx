import type { Metadata } from "next";
import { DeliveryPage } from "#components/webhooks/delivery-page.tsx";

export const metadata: Metadata = { title: "Webhook delivery" };

interface Props {
  params: Promise<{ deliveryId: string }>;
}

export default async function Page({ params }: Props) {
  const { deliveryId } = await params;
  return <DeliveryPage deliveryId={decodeURIComponent(deliveryId)} />;
}
