import type { Metadata } from "next";
import { DisputePage } from "#components/disputes/dispute-page.tsx";

export const metadata: Metadata = { title: "Dispute" };

interface Props {
  params: Promise<{ disputeId: string }>;
}

export default async function Page({ params }: Props) {
  const { disputeId } = await params;
  return <DisputePage disputeId={disputeId} />;
}
