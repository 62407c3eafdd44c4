"use client";

import Link from "next/link";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { kindWords } from "#components/overrides/command-kind-words.ts";
import { Button } from "#components/ui/button.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { Id } from "#components/ui/id.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { BreakGlassDto } from "#core/contracts/break-glass.ts";
import { TimeLeft } from "./time-left.tsx";

const STATES: Readonly<Record<BreakGlassDto["state"], { word: string; tone: Tone }>> = {
  open: { word: "Open", tone: "bad" },
  "to-review": { word: "Waits for a review", tone: "pend" },
  overdue: { word: "Review overdue", tone: "warn" },
  reviewed: { word: "Reviewed", tone: "ok" },
};

function Uses({ uses }: Pick<BreakGlassDto, "uses">) {
  if (uses.length === 0)
    return <p className="text-secondary-foreground">Nothing was decided under it.</p>;
  return (
    <ul aria-label="Decided under it" className="grid gap-1">
      {uses.map(({ commandId, kind, amount, targetId, decision, role }) => (
        <li className="flex flex-wrap items-center gap-x-2" key={commandId}>
          <Status tone={decision === "approved" ? "ok" : "mute"}>
            {decision === "approved" ? "Approved" : "Rejected"}
          </Status>
          <Link
            className="min-w-0 break-words rounded-sm underline underline-offset-2"
            href={`/overrides/${commandId}`}
          >
            {kindWords(kind).title(moneyText(amount.amountMinor, amount.currency), targetId)}
          </Link>
          <span className="text-muted-foreground">as {role}</span>
        </li>
      ))}
    </ul>
  );
}

function Ending({ row }: { row: BreakGlassDto }) {
  const { openedAt, endedAt, endedBy, reviewDueAt, state } = row;
  return (
    <p className="text-meta text-secondary-foreground">
      Opened <Time as="absolute" at={openedAt} />
      {endedAt === null ? null : (
        <>
          , ended {endedBy === null ? "by itself" : `by ${endedBy.name}`}{" "}
          <Time as="absolute" at={endedAt} />
        </>
      )}
      {reviewDueAt === null || state === "reviewed" ? null : (
        <>
          , review due <Time as="absolute" at={reviewDueAt} />
        </>
      )}
      .
    </p>
  );
}

function Actions({ row, onEnd, onReview }: BreakGlassItemProps) {
  const mayEnd = usePermitted("break-glass:end");
  const mayReview = usePermitted("break-glass:review");
  if (row.state === "open")
    return mayEnd ? (
      <Button onClick={onEnd} size="sm">
        End now…
      </Button>
    ) : null;
  if (row.state === "reviewed" || !mayReview) return null;
  const why = row.whyNotReviewed ?? undefined;
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-2">
      {why === undefined ? null : <span className="text-secondary-foreground">{why}</span>}
      <GuardedButton onClick={onReview} size="sm" unavailableBecause={why}>
        Review…
      </GuardedButton>
    </span>
  );
}

interface BreakGlassItemProps {
  row: BreakGlassDto;
  asOf: Date;
  onEnd: () => void;
  onReview: () => void;
}

/** One break-glass: who, why, how long, what was decided under it, and its review. */
export function BreakGlassItem(props: BreakGlassItemProps) {
  const { row, asOf } = props;
  const { openedBy, incident, reason, state, expiresAt, review, uses, challenge, fault } = row;
  const { word, tone } = STATES[state];
  return (
    <li className="grid gap-1.5 border-b px-3 py-3 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Status tone={tone}>{word}</Status>
        <span className="font-medium">{incident}</span>
        <span>
          {openedBy.name} ({openedBy.role})
        </span>
        {state === "open" ? <TimeLeft asOf={asOf} until={expiresAt} /> : null}
        <span className="ml-auto">
          <Actions {...props} />
        </span>
      </div>
      <p className="break-words">“{reason}”</p>
      <Ending row={row} />
      <Uses uses={uses} />
      <p className="flex flex-wrap items-center gap-x-2 text-secondary-foreground">
        <Status tone={fault === null ? "ok" : "bad"}>
          {fault === null ? "Signature verified" : "Does not verify"}
        </Status>
        {fault ?? "by the admin's passkey over"} <Id copyLabel="challenge" value={challenge} />
      </p>
      {review === null ? null : (
        <p className="break-words">
          Reviewed by {review.by.name} ({review.by.role}) <Time as="absolute" at={review.at} />: “
          {review.note}”
        </p>
      )}
    </li>
  );
}
