"use client";

import type { ReactNode } from "react";
import { CommandProvider } from "#components/commands/command-provider.tsx";
import { Hotkeys } from "#components/commands/hotkeys.tsx";
import { StepUpHost } from "#components/security/step-up-host.tsx";
import { ClockProvider } from "#components/ui/clock.tsx";
import type { ServerClock } from "#components/ui/clock-times.ts";
import { ToastProvider } from "#components/ui/toast.tsx";
import type { Permission } from "#core/permissions.ts";
import { TrpcProvider } from "#trpc/client.tsx";
import { LiveUpdates } from "#trpc/live-updates.tsx";
import { GlobalCommands } from "./global-commands.tsx";
import { PageFreshnessProvider } from "./page-freshness.tsx";

interface ConsoleProvidersProps {
  permissions: readonly Permission[];
  /** The server's clocks at this rendering. */
  clock: ServerClock;
  /** IANA zone for absolute times. */
  timeZone: string;
  children: ReactNode;
}

/** What the signed-in pages share: queries with live updates, clock, commands with their keys, toasts. Toasts lie inside the commands, for Undo's key. */
export function ConsoleProviders(props: ConsoleProvidersProps) {
  const { permissions, clock, timeZone, children } = props;
  return (
    <TrpcProvider>
      <LiveUpdates>
        <ClockProvider clock={clock} timeZone={timeZone}>
          <CommandProvider permissions={permissions}>
            <ToastProvider>
              <PageFreshnessProvider>
                <GlobalCommands>{children}</GlobalCommands>
                <Hotkeys />
                <StepUpHost />
              </PageFreshnessProvider>
            </ToastProvider>
          </CommandProvider>
        </ClockProvider>
      </LiveUpdates>
    </TrpcProvider>
  );
}
