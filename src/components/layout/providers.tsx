"use client";

import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { TooltipProvider } from "#components/ui/tooltip.tsx";
import type { Appearance } from "./appearance.ts";
import { AppearanceProvider } from "./use-appearance.tsx";

interface ProvidersProps {
  appearance: Appearance;
  children: ReactNode;
}

/** What every page needs around it, signed in or not. */
export function Providers({ appearance, children }: ProvidersProps) {
  return (
    <NuqsAdapter>
      <AppearanceProvider initial={appearance}>
        <TooltipProvider>{children}</TooltipProvider>
      </AppearanceProvider>
    </NuqsAdapter>
  );
}
