import type { Metadata } from "next";
import { NewBulkPage } from "#components/bulk/new-bulk-page.tsx";

export const metadata: Metadata = { title: "New bulk refund" };

interface Props {
  searchParams: Promise<{ ids?: string | string[] }>;
}

/** `ids`: payments that were chosen in a list, between commas. */
export default async function Page({ searchParams }: Props) {
  const { ids } = await searchParams;
  return <NewBulkPage ids={typeof ids === "string" ? ids.split(",").filter(Boolean) : []} />;
}
