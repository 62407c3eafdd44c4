"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import { StopSheet } from "./stop-sheet.tsx";

/** The button that stops overrides, for those who may. `?stop=1` in the address opens its sheet, for the palette. */
export function StopButton({ kinds }: { kinds: readonly string[] }) {
  const isAsked = useSearchParams().has("stop");
  const [isOpen, setIsOpen] = useState(isAsked);
  if (!usePermitted("kill-switch:on")) return null;
  return (
    <>
      <Button onClick={() => setIsOpen(true)} variant="danger">
        Stop overrides…
      </Button>
      {isOpen ? <StopSheet kinds={kinds} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}
