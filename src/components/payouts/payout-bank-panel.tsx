import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PayoutDetailDto } from "#core/contracts/payouts.ts";
import { OpenBreakLink } from "./open-break-link.tsx";
import { BankStatus } from "./payout-status.tsx";

const METHOD_WORDS: Readonly<Record<string, string>> = {
  exact_id: "the trace id",
  exact_composite: "amount, currency and date, one candidate only",
  confirmed: "two people",
};

const SENTENCES = {
  matched: "The bank booked it; line and payout belong together.",
  waiting: "No bank statement that was imported shows it yet.",
  not_found: "It should be on a statement by now, and is on none that was imported.",
  returned: "Stripe gave it up; the money is back in the balance, so no statement will show it.",
} as const;

function lineItems(line: NonNullable<PayoutDetailDto["bankLine"]>) {
  return [
    { term: "Account", value: line.account },
    { term: "Booked", value: <Money {...line.amount} /> },
    { term: "Value date", value: <Time as="date" at={line.valueOn} /> },
    { term: "Reference", value: line.reference ?? "–" },
    { term: "Found by", value: METHOD_WORDS[line.method] ?? line.method },
    ...(line.payouts > 1 ? [{ term: "Pays", value: `${line.payouts} payouts with one line` }] : []),
  ];
}

/** Where the bank booked a payout, or how long it has been on its way. */
export function PayoutBankPanel({ detail }: { detail: PayoutDetailDto }) {
  const { payout, bankLine, traceStatus } = detail;
  const days = payout.daysOutstanding;
  return (
    <Panel aside={<BankStatus bank={payout.bank} />} title="At the bank">
      <p className="mb-2 text-secondary-foreground">{SENTENCES[payout.bank]}</p>
      <DefinitionList
        items={[
          {
            term: "Trace id",
            value: payout.traceId ? (
              <Id copyLabel="trace" full value={payout.traceId} />
            ) : (
              <span className="text-secondary-foreground">
                {traceStatus === "unsupported"
                  ? "not given for this kind of payout"
                  : "not known yet; Stripe gives it up to ten days after arrival"}
              </span>
            ),
          },
          ...(days === null
            ? []
            : [
                {
                  term: bankLine ? "Took" : "Outstanding",
                  value: days === 1 ? "1 day" : `${days} days`,
                },
              ]),
          ...(bankLine ? lineItems(bankLine) : []),
          ...(payout.openBreak
            ? [{ term: "Break", value: <OpenBreakLink openBreak={payout.openBreak} /> }]
            : []),
        ]}
      />
    </Panel>
  );
}
