"use client";

import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCClientErrorLike,
} from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { createContext, type ReactNode, useContext, useState } from "react";
import superjson from "superjson";
import type { AppRouter } from "#server/api/root.ts";
import { makeQueryClient } from "./query-client.ts";
import { createStepUpDesk, type StepUpDesk, stepUpLink } from "./step-up-link.ts";

const context = createTRPCContext<AppRouter>();
const DeskContext = createContext<StepUpDesk | null>(null);

/** Where refused calls wait for a fresh proof of their person. Throws outside of `TrpcProvider`. */
export function useStepUpDesk(): StepUpDesk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("useStepUpDesk needs a TrpcProvider above it");
  return desk;
}

/** `useTRPC().payments.list.queryOptions(…)`: typed options for TanStack Query. */
export const { useTRPC, useTRPCClient } = context;

/** What a failed query or mutation carries: `error.data.domainCode`, `facts`, `retryable`, `traceId`. */
export type ApiError = TRPCClientErrorLike<AppRouter>;

const MAX_URL_LENGTH = 4_000;
const MAX_BATCH = 10;

let browserQueryClient: QueryClient | undefined;

function queryClientOfThisSide(): QueryClient {
  if (typeof window === "undefined") return makeQueryClient();
  browserQueryClient ??= makeQueryClient();
  return browserQueryClient;
}

/** Makes tRPC and TanStack Query available to the screens below. */
export function TrpcProvider({ children }: { children: ReactNode }) {
  const queryClient = queryClientOfThisSide();
  const [desk] = useState(createStepUpDesk);
  const [client] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        stepUpLink(desk),
        splitLink({
          condition: (operation) => operation.type === "subscription",
          true: httpSubscriptionLink({ url: "/api/trpc", transformer: superjson }),
          false: httpBatchLink({
            url: "/api/trpc",
            transformer: superjson,
            maxURLLength: MAX_URL_LENGTH,
            maxItems: MAX_BATCH,
          }),
        }),
      ],
    }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <context.TRPCProvider trpcClient={client} queryClient={queryClient}>
        <DeskContext value={desk}>{children}</DeskContext>
      </context.TRPCProvider>
    </QueryClientProvider>
  );
}
