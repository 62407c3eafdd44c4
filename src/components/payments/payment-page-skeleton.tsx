import { Id } from "#components/ui/id.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton, SkeletonLines } from "#components/ui/skeleton.tsx";

/** The place of a payment that is on its way: the same panels, so that nothing moves when it comes. */
export function PaymentPageSkeleton({ paymentId }: { paymentId: string }) {
  return (
    <>
      <PageHeader
        description={<Id full value={paymentId} />}
        title={<Skeleton className="h-7 w-40" />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid gap-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <Panel className="min-h-72" title="Money">
              <SkeletonLines lines={7} />
            </Panel>
            <Panel className="min-h-72" title="Facts">
              <SkeletonLines lines={7} />
            </Panel>
          </div>
          <Panel className="min-h-32" title="Refunds and requests">
            <SkeletonLines lines={2} />
          </Panel>
          <Panel className="min-h-28" title="Attempts">
            <SkeletonLines lines={2} />
          </Panel>
        </div>
        <Panel className="lg:min-h-128" title="Timeline">
          <SkeletonLines lines={12} />
        </Panel>
      </div>
    </>
  );
}
