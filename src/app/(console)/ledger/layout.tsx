import type { ReactNode } from "react";
import { PermittedArea } from "#components/layout/permitted-area.tsx";

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <PermittedArea permission="ledger:read" title="Ledger" what="The ledger">
      {children}
    </PermittedArea>
  );
}
