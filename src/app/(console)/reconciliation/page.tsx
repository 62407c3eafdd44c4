import type { Metadata } from "next";
import { RunsPage } from "#components/reconciliation/runs-page.tsx";

export const metadata: Metadata = { title: "Reconciliation" };

export default function Page() {
  return <RunsPage />;
}
