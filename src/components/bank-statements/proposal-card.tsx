"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ProposalDto } from "#core/contracts/bank-statements.ts";
import { counted, METHOD_WORDS } from "./bank-words.ts";

const MatchSheet = dynamic(() => import("./match-sheet.tsx").then((module) => module.MatchSheet), {
  ssr: false,
});

interface ProposalCardProps {
  proposal: ProposalDto;
  /** The one that the address names. */
  isChosen: boolean;
}

/** Payouts on one side, lines of the bank on the other, and what differs. */
export function ProposalCard({ proposal, isChosen }: ProposalCardProps) {
  const { payouts, lines, difference, method, confidence } = proposal;
  return (
    <Panel
      aside={<ProposalAction proposal={proposal} />}
      title={`${counted(payouts.length, "payout")}, ${counted(lines.length, "bank line")}`}
      {...(isChosen ? { className: "border-primary" } : {})}
    >
      <div className="grid gap-4 md:grid-cols-2">
        <Side title="Payouts">
          {payouts.map((payout) => (
            <Item amount={payout.amount} key={payout.id}>
              <Link
                className="text-primary underline-offset-4 hover:underline"
                href={`/payouts/${payout.id}`}
              >
                <Id value={payout.id} />
              </Link>
              <Time as="date" at={payout.arrivalAt} />
            </Item>
          ))}
        </Side>
        <Side title="Bank">
          {lines.map((line) => (
            <Item amount={line.amount} key={line.id}>
              <span className="line-clamp-2 break-words">{line.description || line.reference}</span>
              <span className="num">{line.valueOn}</span>
            </Item>
          ))}
        </Side>
      </div>
      <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 border-t pt-2 text-secondary-foreground">
        <span>
          {METHOD_WORDS[method] ?? method}, {confidence}% sure
        </span>
        <span className="ml-auto">
          Bank less payouts <Money {...difference} sign="always" />
        </span>
        {difference.amountMinor === 0n ? null : <Status tone="warn">Differs</Status>}
      </p>
    </Panel>
  );
}

function Side({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-meta text-muted-foreground">{title}</h3>
      <ul className="grid gap-1.5">{children}</ul>
    </div>
  );
}

function Item({ amount, children }: { amount: ProposalDto["difference"]; children: ReactNode }) {
  return (
    <li className="flex items-start justify-between gap-3">
      <span className="grid min-w-0 text-body">{children}</span>
      <Money {...amount} />
    </li>
  );
}

function ProposalAction({ proposal }: { proposal: ProposalDto }) {
  const [isAsking, setIsAsking] = useState(false);
  const mayAsk = usePermitted("books:change");
  if (proposal.state !== "open") {
    return proposal.commandId === null ? null : (
      <Link
        className="text-primary underline-offset-4 hover:underline"
        href={`/overrides/${proposal.commandId}`}
      >
        Waits for approval
      </Link>
    );
  }
  if (!mayAsk) return <Status tone="pend">Waits for finance</Status>;
  return (
    <>
      <Button onClick={() => setIsAsking(true)} size="sm">
        Ask to match…
      </Button>
      {isAsking ? <MatchSheet onClose={() => setIsAsking(false)} proposal={proposal} /> : null}
    </>
  );
}
