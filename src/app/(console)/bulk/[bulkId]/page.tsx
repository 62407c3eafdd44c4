import type { Metadata } from "next";
import { BulkPage } from "#components/bulk/bulk-page.tsx";

export const metadata: Metadata = { title: "Bulk refund" };

interface Props {
  params: Promise<{ bulkId: string }>;
}

export default async function Page({ params }: Props) {
  const { bulkId } = await params;
  return <BulkPage bulkId={bulkId} />;
}
