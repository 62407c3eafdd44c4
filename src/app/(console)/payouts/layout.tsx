import type { ReactNode } from "react";
import { PermittedArea } from "#components/layout/permitted-area.tsx";

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <PermittedArea permission="ledger:read" title="Payouts" what="The list of payouts">
      {children}
    </PermittedArea>
  );
}
