import type { Metadata } from "next";
import { PermittedArea } from "#components/layout/permitted-area.tsx";
import { OperationsPage } from "#components/operations/operations-page.tsx";

export const metadata: Metadata = { title: "Operations" };

export default function Page() {
  return (
    <PermittedArea permission="operations:read" title="Operations" what="The operations page">
      <OperationsPage />
    </PermittedArea>
  );
}
