import type { Metadata } from "next";
import { SignInPage } from "#components/access/sign-in-page.tsx";

export const metadata: Metadata = { title: "Sign in" };

interface Props {
  searchParams: Promise<{ callbackUrl?: string }>;
}

export default async function Page({ searchParams }: Props) {
  const { callbackUrl } = await searchParams;
  return <SignInPage callbackUrl={callbackUrl} />;
}
