import type { Metadata } from "next";
import { BulksPage } from "#components/bulk/bulks-page.tsx";

export const metadata: Metadata = { title: "Bulk refunds" };

export default function Page() {
  return <BulksPage />;
}
