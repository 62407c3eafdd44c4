import type { Metadata } from "next";
import { VersionsPage } from "#components/policies/versions-page.tsx";

export const metadata: Metadata = { title: "Versions of the policy" };

export default function Page() {
  return <VersionsPage />;
}
