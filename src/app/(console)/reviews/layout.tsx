import type { ReactNode } from "react";
import { PermittedArea } from "#components/layout/permitted-area.tsx";

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <PermittedArea permission="case:read" title="Review queue" what="The review queue">
      {children}
    </PermittedArea>
  );
}
