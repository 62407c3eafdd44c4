"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { PaletteStateProvider, usePaletteState } from "#components/commands/palette-state.tsx";
import { useCommands } from "#components/commands/use-commands.ts";
import { useToast } from "#components/ui/toast.tsx";
import { LazyOverlays } from "./lazy-overlays.tsx";
import { signOutHere } from "./sign-out.ts";
import { useAppearance } from "./use-appearance.tsx";

function BindGlobalCommands() {
  const router = useRouter();
  const { show } = usePaletteState();
  const { appearance, change } = useAppearance();
  const { toast } = useToast();
  const failed = (title: string) => () => toast({ title, tone: "bad" });
  useCommands("global", {
    "palette.open": () => show("palette"),
    "search.focus": () => show("palette"),
    "help.open": () => show("help"),
    "density.toggle": () => change({ comfortable: !appearance.comfortable }),
    "theme.light": () => change({ theme: "light" }),
    "theme.dark": () => change({ theme: "dark" }),
    "theme.system": () => change({ theme: "system" }),
    "link.copy": () => {
      navigator.clipboard
        .writeText(window.location.href)
        .then(() => toast({ title: "Link copied" }), failed("The link could not be copied"));
    },
    "session.sign-out": () => {
      signOutHere().catch(failed("Signing out did not work. Try again."));
    },
    "go.overview": () => router.push("/"),
    "go.queue": () => router.push("/reviews"),
    "go.payments": () => router.push("/payments"),
    "go.customers": () => router.push("/customers"),
    "go.disputes": () => router.push("/disputes"),
    "go.retries": () => router.push("/payments/retries"),
    "go.approvals": () => router.push("/approvals"),
    "go.bulk": () => router.push("/bulk"),
    "bulk.new": () => router.push("/bulk/new"),
    "go.webhooks": () => router.push("/webhooks"),
    "go.ledger": () => router.push("/ledger"),
    "go.journals": () => router.push("/ledger/journals"),
    "go.fees": () => router.push("/ledger/fees"),
    "go.payouts": () => router.push("/payouts"),
    "go.reconciliation": () => router.push("/reconciliation"),
    "go.policies": () => router.push("/policies"),
    "go.security": () => router.push("/settings/security"),
    "go.away": () => router.push("/settings/away"),
    "go.break-glass": () => router.push("/settings/break-glass"),
    "go.operations": () => router.push("/operations"),
    "overrides.stop": () => router.push("/operations?stop=1"),
    "go.breaks": () => router.push("/reconciliation/breaks"),
  });
  return null;
}

/** Binds what works everywhere and holds the palette and the sheet of keys. */
export function GlobalCommands({ children }: { children: ReactNode }) {
  return (
    <PaletteStateProvider>
      <BindGlobalCommands />
      {children}
      <LazyOverlays />
    </PaletteStateProvider>
  );
}
