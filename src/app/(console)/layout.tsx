import type { ReactNode } from "react";
import { AppShell } from "#components/layout/app-shell.tsx";
import { heldPermissions } from "#components/layout/held-permissions.ts";
import { roleTitle } from "#components/messages/role-title.ts";
import { currentSession } from "./current-session.ts";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  return (
    <AppShell
      clock={session.clock}
      livemode={session.livemode}
      permissions={heldPermissions(session.permissions)}
      timeZone={session.timeZone}
      user={{ name: session.name, roleTitle: roleTitle(session.role) }}
    >
      {children}
    </AppShell>
  );
}
