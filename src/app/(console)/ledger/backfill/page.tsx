import type { Metadata } from "next";
import { BackfillPage } from "#components/backfill/backfill-page.tsx";

export const metadata: Metadata = { title: "Backfill" };

export default function Page() {
  return <BackfillPage />;
}
