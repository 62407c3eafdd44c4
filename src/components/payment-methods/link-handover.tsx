"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { Button } from "#components/ui/button.tsx";
import { Id } from "#components/ui/id.tsx";
import { SideSheet } from "#components/ui/side-sheet.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import type { ShownLink as Shown } from "#core/contracts/payment-methods.ts";
import { type ApiError, useTRPC, useTRPCClient } from "#trpc/client.tsx";
import { LinkNotYet, type LinkNotYetProps } from "./link-not-yet.tsx";
import { ShownLink } from "./shown-link.tsx";

interface LinkHandoverProps {
  /** The command that made the link, or makes it. */
  commandId: string;
  customerId: string;
  /** The amount that could not be collected, as text; null where the link is about no payment. */
  unpaid: string | null;
  onClose: () => void;
}

function ReadyWords() {
  return (
    <>
      <p>The link is ready. Whoever has it can save a payment method for this customer.</p>
      <p className="text-secondary-foreground">
        It is shown to you once, to copy; that it was shown is in the audit log.
      </p>
    </>
  );
}

interface BeforeShownProps {
  commandId: string;
  /** Undefined while it is not known. */
  progress: Omit<LinkNotYetProps, "commandId"> | undefined;
  canShow: boolean;
}

function BeforeShown({ commandId, progress, canShow }: BeforeShownProps) {
  if (progress === undefined) return <SkeletonLines lines={4} />;
  if (canShow) return <ReadyWords />;
  return <LinkNotYet commandId={commandId} link={progress.link} state={progress.state} />;
}

function ShowButton({ isPending, onShow }: { isPending: boolean; onShow: () => void }) {
  return (
    <Button
      aria-busy={isPending}
      className="w-full"
      onClick={isPending ? undefined : onShow}
      size="lg"
      variant="primary"
    >
      Show the link
    </Button>
  );
}

/** Hands a link over to who asked for it: waits until Stripe made it, shows it once, and helps to write to the customer. */
export function LinkHandover({ commandId, customerId, unpaid, onClose }: LinkHandoverProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(
    trpc.paymentMethods.progress.queryOptions({ commandId }),
  );
  // The answer lives in this component alone: a query's cache would keep the link after the sheet is closed.
  const showing = useMutation<Shown, ApiError>({
    mutationFn: () => client.paymentMethods.show.mutate({ commandId }),
    gcTime: 0,
    onSuccess: () => queryClient.invalidateQueries(trpc.paymentMethods.pathFilter()),
  });
  const shown = showing.data ?? null;
  const canShow = shown === null && data?.link?.showable === true;
  return (
    <SideSheet
      description={<Id value={customerId} />}
      footer={
        canShow ? (
          <ShowButton isPending={showing.isPending} onShow={() => showing.mutate()} />
        ) : null
      }
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      title="Update link"
    >
      <div className="grid gap-3">
        {error ? <ApiErrorPanel error={error} onRetry={() => void refetch()} /> : null}
        {showing.error ? <ApiErrorPanel error={showing.error} /> : null}
        {shown === null ? (
          <BeforeShown canShow={canShow} commandId={commandId} progress={data} />
        ) : (
          <ShownLink link={shown} unpaid={unpaid} />
        )}
      </div>
    </SideSheet>
  );
}
