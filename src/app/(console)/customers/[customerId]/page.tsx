import type { Metadata } from "next";
import { CustomerPage } from "#components/customers/customer-page.tsx";

export const metadata: Metadata = { title: "Customer" };

interface Props {
  params: Promise<{ customerId: string }>;
}

export default async function Page({ params }: Props) {
  const { customerId } = await params;
  return <CustomerPage customerId={customerId} />;
}
