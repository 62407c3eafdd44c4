import type { ReactNode } from "react";
import { PermittedArea } from "#components/layout/permitted-area.tsx";

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <PermittedArea permission="webhook:read" title="Webhooks" what="The webhook log">
      {children}
    </PermittedArea>
  );
}
