import Link from "next/link";
import { PolicyVerdict } from "#components/refunds/policy-verdict.tsx";
import { PredictedPostings } from "#components/refunds/predicted-postings.tsx";
import { RefundConsequences } from "#components/refunds/refund-consequences.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { BooksPreview } from "#core/contracts/books-changes.ts";
import type { CommandPreview } from "#core/contracts/commands.ts";
import type { OverridePreview } from "#core/contracts/overrides.ts";
import type { PostingDto, RefundPreview } from "#core/contracts/refunds.ts";

import { OverridePreviewBody } from "./override-consequences.tsx";

const DISPUTED_RULE = "refund.disputed";

function Postings({ postings, title }: { postings: readonly PostingDto[]; title: string }) {
  if (postings.length === 0) return null;
  return (
    <div className="grid gap-1">
      <h3 className="font-medium">{title}</h3>
      <PredictedPostings postings={postings} />
    </div>
  );
}

function RefundSeen({ preview }: { preview: RefundPreview }) {
  const disputed = preview.verdict.reasons.some(({ rule }) => rule === DISPUTED_RULE);
  return (
    <>
      <RefundConsequences disputed={disputed} preview={preview} />
      <Postings postings={preview.postings} title="Predicted ledger entries" />
    </>
  );
}

/** A link within a sentence: underlined, since its colour alone does not set it apart. */
function Subject({ href }: { href: string }) {
  return (
    <Link className="rounded-sm text-primary underline underline-offset-4" href={href}>
      Open what it is about
    </Link>
  );
}

function BooksSeen({ preview }: { preview: BooksPreview }) {
  return (
    <>
      <p>
        {preview.title} <Subject href={preview.href} />
      </p>
      <DefinitionList items={preview.facts.map(({ label, value }) => ({ term: label, value }))} />
      <Postings postings={preview.postings} title="Journal that would be posted" />
    </>
  );
}

function OverrideSeen({ preview }: { preview: OverridePreview }) {
  return (
    <>
      <p>
        {preview.title} <Subject href={preview.href} />
      </p>
      <OverridePreviewBody preview={preview} />
      <div className="grid gap-1">
        <h3 className="font-medium">What it rests on</h3>
        <DefinitionList items={preview.basis.map(({ label, value }) => ({ term: label, value }))} />
      </div>
    </>
  );
}

function seen(preview: CommandPreview): Pick<OverridePreview, "verdict"> {
  switch (preview.of) {
    case "refund":
      return preview.refund;
    case "books":
      return preview.books;
    case "override":
      return preview.override;
  }
}

function Seen({ preview }: { preview: CommandPreview }) {
  switch (preview.of) {
    case "refund":
      return <RefundSeen preview={preview.refund} />;
    case "books":
      return <BooksSeen preview={preview.books} />;
    case "override":
      return <OverrideSeen preview={preview.override} />;
  }
}

/** The preview that was kept with the request: exactly what the requester read before asking. */
export function PreviewAsSeen({ preview }: { preview: CommandPreview }) {
  const { verdict } = seen(preview);
  return (
    <>
      <Panel title="Policy, as told to the requester">
        <PolicyVerdict verdict={verdict} />
      </Panel>
      <Panel title="What the requester saw">
        <div className="grid gap-3">
          <Seen preview={preview} />
        </div>
      </Panel>
    </>
  );
}
