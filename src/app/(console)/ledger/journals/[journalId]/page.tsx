import type { Metadata } from "next";
import { JournalPage } from "#components/ledger/journal-page.tsx";

export const metadata: Metadata = { title: "Journal" };

interface Props {
  params: Promise<{ journalId: string }>;
}

export default async function Page({ params }: Props) {
  const { journalId } = await params;
  return <JournalPage journalId={journalId} />;
}
