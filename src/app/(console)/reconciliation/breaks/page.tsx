import type { Metadata } from "next";
import { BreaksPage } from "#components/reconciliation/breaks-page.tsx";

export const metadata: Metadata = { title: "Breaks" };

export default function Page() {
  return <BreaksPage />;
}
