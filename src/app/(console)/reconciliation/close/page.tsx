import type { Metadata } from "next";
import { ClosePage } from "#components/bookkeeping/close-page.tsx";

export const metadata: Metadata = { title: "Month close" };

export default function Page() {
  return <ClosePage />;
}
