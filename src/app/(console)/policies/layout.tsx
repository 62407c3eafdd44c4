import type { ReactNode } from "react";
import { PermittedArea } from "#components/layout/permitted-area.tsx";

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <PermittedArea permission="policy:read" title="Policy" what="The policy">
      {children}
    </PermittedArea>
  );
}
