"use client";

import { ERROR_MESSAGES } from "#components/messages/en.ts";
import { PanelError } from "#components/ui/panel-error.tsx";

interface ErrorPageProps {
  error: Error & { digest?: string };
  retry: () => void;
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const { sentence, money, next } = ERROR_MESSAGES.INTERNAL;
  return (
    <main className="mx-auto grid max-w-xl gap-4 px-6 py-[18vh]" id="main">
      <h1 className="text-page">This page did not load</h1>
      <PanelError
        code="INTERNAL"
        onRetry={retry}
        sentence={`${sentence} ${money} ${next}`}
        traceId={error.digest}
      />
    </main>
  );
}
