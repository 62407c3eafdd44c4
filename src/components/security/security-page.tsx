"use client";

import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { CodesPanel } from "./codes-panel.tsx";
import { PasskeysPanel } from "./passkeys-panel.tsx";
import { SessionProof } from "./session-proof.tsx";
import { useSecurity } from "./use-security.ts";

/** What one proves oneself with: passkeys, an authenticator app, and the proof of this session. */
export function SecurityPage() {
  const { data, error, refetch, keep } = useSecurity();
  return (
    <>
      <PageHeader
        description="What you sign and confirm with. Nobody else can use it, and nobody sees its secrets."
        title="Security"
      />
      {error && data === undefined ? (
        <ApiErrorPanel error={error} onRetry={() => void refetch()} />
      ) : null}
      <div className="grid max-w-3xl gap-4">
        {data === undefined ? (
          <Panel className="min-h-48" title="Passkeys">
            <SkeletonLines lines={4} />
          </Panel>
        ) : (
          <>
            <PasskeysPanel onChanged={keep} security={data} />
            <CodesPanel onChanged={keep} security={data} />
            <SessionProof stepUp={data.stepUp} />
          </>
        )}
        <p className="text-secondary-foreground">
          Lost everything you could prove yourself with? An admin takes it off your account, after
          making sure that it is you; you then add a new passkey with your password. What you signed
          before stays valid and can still be verified.
        </p>
      </div>
    </>
  );
}
