import { EmptyDone, EmptyFirstUse } from "#components/ui/empty-state.tsx";
import type { ApprovalTab } from "./approval-tabs.ts";

/** Why a tab is empty, which means something else in each of them. */
export function ApprovalsEmpty({ tab, decides }: { tab: ApprovalTab; decides: boolean }) {
  if (tab === "waiting") {
    return (
      <EmptyDone title={decides ? "Nothing waits for you" : "Nothing waits"}>
        New requests appear here by themselves.
      </EmptyDone>
    );
  }
  if (tab === "mine") {
    return (
      <EmptyFirstUse title="You have not asked for an approval">
        A refund above your limit, of an old or disputed payment, or a second one in a day is asked
        for from the payment's page and then waits here.
      </EmptyFirstUse>
    );
  }
  return (
    <EmptyFirstUse title="Nothing has been decided yet">
      Every yes and no stays here, with who said it and why.
    </EmptyFirstUse>
  );
}
