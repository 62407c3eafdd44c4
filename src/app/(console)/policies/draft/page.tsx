import type { Metadata } from "next";
import { DraftPage } from "#components/policies/draft-page.tsx";

export const metadata: Metadata = { title: "Draft of the policy" };

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<{ from?: string | string[] }>;
}) {
  const { from } = await searchParams;
  return <DraftPage fromShipped={from === "shipped"} />;
}
