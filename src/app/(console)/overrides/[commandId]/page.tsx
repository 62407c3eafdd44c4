import type { Metadata } from "next";
import { CommandPage } from "#components/overrides/command-page.tsx";

export const metadata: Metadata = { title: "Override" };

interface Props {
  params: Promise<{ commandId: string }>;
}

export default async function Page({ params }: Props) {
  const { commandId } = await params;
  return <CommandPage commandId={commandId} />;
}
