import type { Metadata } from "next";
import { AwayPage } from "#components/delegations/away-page.tsx";

export const metadata: Metadata = { title: "Away" };

export default function Page() {
  return <AwayPage />;
}
