import type { ReactNode } from "react";
import { PermittedArea } from "#components/layout/permitted-area.tsx";

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <PermittedArea permission="delegation:read" title="Away" what="Who stands in for whom">
      {children}
    </PermittedArea>
  );
}
