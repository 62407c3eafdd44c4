"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { Id } from "#components/ui/id.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PolicyVersionDto } from "#core/contracts/policies.ts";
import { useTRPC } from "#trpc/client.tsx";
import { PolicyTabs } from "./policy-tabs.tsx";

/** Every version that was in force, with who asked for it and who signed. */
export function VersionsPage() {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.policies.overview.queryOptions());
  return (
    <>
      <PageHeader description="A decision keeps the version it was made under" title="Policy" />
      <PolicyTabs />
      {error ? <ApiErrorPanel error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && error === null ? <SkeletonLines lines={6} /> : null}
      {data === undefined ? null : (
        <Panel flush title="Versions">
          {data.versions.length === 0 ? (
            <p className="p-3 text-secondary-foreground">
              The shipped rules are in force as version 1; a worker stores them when it starts.
            </p>
          ) : (
            <ol aria-label="Versions of the policy">
              {data.versions.map((version) => (
                <VersionRow
                  isInForce={version.number === data.inForce.number}
                  key={version.number}
                  version={version}
                />
              ))}
            </ol>
          )}
        </Panel>
      )}
    </>
  );
}

function VersionRow({ version, isInForce }: { version: PolicyVersionDto; isInForce: boolean }) {
  const { commandId, publishedAt, sha256, note, signatures } = version;
  return (
    <li className="grid gap-1 border-t px-3 py-2 first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-medium">Version {version.version}</h3>
        {isInForce ? <Status tone="ok">In force</Status> : null}
        <span className="text-muted-foreground">
          {publishedAt === null ? null : <Time at={publishedAt} />}
        </span>
        <Id copyLabel="SHA-256" value={sha256} />
        {commandId === null ? null : (
          <Link
            className="rounded-sm text-primary hover:underline"
            href={`/overrides/${commandId}`}
          >
            The signed request
          </Link>
        )}
      </div>
      {note === null ? null : <p>{note}</p>}
      <p className="text-secondary-foreground">
        {commandId === null ? "Shipped with the product." : signedBy(signatures)}
      </p>
    </li>
  );
}

function signedBy(signatures: PolicyVersionDto["signatures"]): string {
  const names = (as: "requested" | "approved") =>
    signatures
      .filter((signature) => signature.as === as)
      .map(({ person }) => `${person.name} (${person.role})`)
      .join(" and ");
  return `Asked for by ${names("requested")}, signed by ${names("approved")}.`;
}
