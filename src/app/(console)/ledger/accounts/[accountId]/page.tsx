import type { Metadata } from "next";
import { AccountPage } from "#components/ledger/account-page.tsx";

export const metadata: Metadata = { title: "Account" };

interface Props {
  params: Promise<{ accountId: string }>;
}

export default async function Page({ params }: Props) {
  const { accountId } = await params;
  return <AccountPage accountId={accountId} />;
}
