import type { Metadata } from "next";
import { BreakGlassPage } from "#components/break-glass/break-glass-page.tsx";

export const metadata: Metadata = { title: "Break-glass" };

export default function Page() {
  return <BreakGlassPage />;
}
