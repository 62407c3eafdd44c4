import { TRPCError } from "@trpc/server";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { AppShell } from "#components/layout/app-shell.tsx";
import { heldPermissions } from "#components/layout/held-permissions.ts";
import { roleTitle } from "#components/messages/role-title.ts";
import { serverCaller } from "#trpc/server.ts";

async function currentSession() {
  const caller = await serverCaller();
  try {
    return await caller.access.session();
  } catch (error) {
    if (error instanceof TRPCError && error.code === "UNAUTHORIZED") redirect("/sign-in");
    throw error;
  }
}

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  return (
    <AppShell
      livemode={session.livemode}
      permissions={heldPermissions(session.permissions)}
      serverNow={session.now}
      timeZone={session.timeZone}
      user={{ name: session.name, roleTitle: roleTitle(session.role) }}
    >
      {children}
    </AppShell>
  );
}
