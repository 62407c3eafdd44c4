import type { Metadata } from "next";
import { BreakPage } from "#components/bookkeeping/break-page.tsx";

export const metadata: Metadata = { title: "Break" };

interface Props {
  params: Promise<{ breakId: string }>;
}

export default async function Page({ params }: Props) {
  const { breakId } = await params;
  return <BreakPage breakId={breakId} />;
}
