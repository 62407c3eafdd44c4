"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { useStepUpDesk } from "#trpc/client.tsx";

const StepUpDialog = dynamic(
  () => import("./step-up-dialog.tsx").then((module) => module.StepUpDialog),
  { ssr: false },
);

/** Attends the desk at which refused calls wait: shows the one dialog while anyone does. */
export function StepUpHost() {
  const desk = useStepUpDesk();
  const [waiting, setWaiting] = useState<{ answer: (isProven: boolean) => void } | null>(null);
  useEffect(() => desk.attend(() => new Promise((answer) => setWaiting({ answer }))), [desk]);
  if (waiting === null) return null;
  return (
    <StepUpDialog
      onClose={(isProven) => {
        setWaiting(null);
        waiting.answer(isProven);
      }}
    />
  );
}
