import type { ReactNode } from "react";
import { PermittedArea } from "#components/layout/permitted-area.tsx";

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <PermittedArea permission="bulk:read" title="Bulk refunds" what="Refunding in bulk">
      {children}
    </PermittedArea>
  );
}
