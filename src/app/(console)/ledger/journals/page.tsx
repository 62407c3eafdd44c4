import type { Metadata } from "next";
import { JournalsPage } from "#components/ledger/journals-page.tsx";

export const metadata: Metadata = { title: "Journals" };

export default function Page() {
  return <JournalsPage />;
}
