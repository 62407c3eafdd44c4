import type { Metadata } from "next";
import { FeesPage } from "#components/ledger/fees-page.tsx";

export const metadata: Metadata = { title: "Fees" };

export default function Page() {
  return <FeesPage />;
}
