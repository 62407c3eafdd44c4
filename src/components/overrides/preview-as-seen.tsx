import { PolicyVerdict } from "#components/refunds/policy-verdict.tsx";
import { PredictedPostings } from "#components/refunds/predicted-postings.tsx";
import { RefundConsequences } from "#components/refunds/refund-consequences.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { RefundPreview } from "#core/contracts/refunds.ts";

const DISPUTED_RULE = "refund.disputed";

/** The preview that was kept with the request: exactly what the requester read before asking. */
export function PreviewAsSeen({ preview }: { preview: RefundPreview }) {
  const disputed = preview.verdict.reasons.some(({ rule }) => rule === DISPUTED_RULE);
  return (
    <>
      <Panel title="Policy, as told to the requester">
        <PolicyVerdict verdict={preview.verdict} />
      </Panel>
      <Panel title="What the requester saw">
        <div className="grid gap-3">
          <RefundConsequences disputed={disputed} preview={preview} />
          <div className="grid gap-1">
            <h3 className="font-medium">Predicted ledger entries</h3>
            <PredictedPostings postings={preview.postings} />
          </div>
        </div>
      </Panel>
    </>
  );
}
