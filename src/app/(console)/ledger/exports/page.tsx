import type { Metadata } from "next";
import { ExportsPage } from "#components/exports/exports-page.tsx";
import { PermittedArea } from "#components/layout/permitted-area.tsx";

export const metadata: Metadata = { title: "Exports" };

export default function Page() {
  return (
    <PermittedArea permission="export:create" title="Exports" what="The list of exports">
      <ExportsPage />
    </PermittedArea>
  );
}
