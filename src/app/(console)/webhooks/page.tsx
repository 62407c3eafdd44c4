import type { Metadata } from "next";
import { DeliveriesPage } from "#components/webhooks/deliveries-page.tsx";

export const metadata: Metadata = { title: "Webhooks" };

export default function Page() {
  return <DeliveriesPage />;
}
