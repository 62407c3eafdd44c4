"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { useTRPC } from "#trpc/client.tsx";

const LOOK_EVERY_MS = 2_000;

/** Over every page until the account's history is in: nothing shown is whole before. Asks no more once it is. */
export function ImportBanner() {
  const trpc = useTRPC();
  const maySeeRun = usePermitted("backfill:read");
  const { data } = useQuery({
    ...trpc.backfill.firstImport.queryOptions(),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (state.data?.state === "finished" ? false : LOOK_EVERY_MS),
  });
  if (data === undefined || data.state === "finished") return null;
  const { percent } = data;
  return (
    <div className="mb-3">
      <Banner
        action={
          maySeeRun ? (
            <Link className="underline" href="/ledger/backfill">
              How far it is
            </Link>
          ) : null
        }
        tone="info"
      >
        The account's history is coming in{percent === null ? "" : `: ${percent}% is there`}. Until
        all of it is, lists are not whole and figures grow.
      </Banner>
    </div>
  );
}
