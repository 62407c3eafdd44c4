import type { ReactNode } from "react";
import { PermittedArea } from "#components/layout/permitted-area.tsx";

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <PermittedArea permission="break-glass:read" title="Break-glass" what="Break-glass">
      {children}
    </PermittedArea>
  );
}
