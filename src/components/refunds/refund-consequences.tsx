import type { ReactNode } from "react";
import { MethodLabel } from "#components/payments/method-label.tsx";
import { Glyph, type GlyphName } from "#components/ui/glyph.tsx";
import { Money } from "#components/ui/money.tsx";
import { type Tone, toneText } from "#components/ui/tone.ts";
import type { RefundPreview } from "#core/contracts/refunds.ts";

function Consequence({
  glyph,
  tone,
  children,
}: {
  glyph: GlyphName;
  tone?: Tone;
  children: ReactNode;
}) {
  return (
    <li className="flex items-start gap-2">
      <span className={`flex h-5 items-center ${tone ? toneText[tone] : "text-muted-foreground"}`}>
        <Glyph name={glyph} />
      </span>
      <span className="min-w-0">{children}</span>
    </li>
  );
}

function Balance({ balance }: { balance: RefundPreview["balance"] }) {
  if (balance === null) {
    return <Consequence glyph="open">The effect on Stripe's balance is not known yet.</Consequence>;
  }
  const { before, after, sufficient } = balance;
  if (before.amountMinor === after.amountMinor && sufficient) {
    return (
      <Consequence glyph="done">
        Available at Stripe stays <Money {...after} />; this money is still pending
      </Consequence>
    );
  }
  return (
    <Consequence glyph={sufficient ? "done" : "warning"} {...(sufficient ? {} : { tone: "warn" })}>
      Available at Stripe <Money {...before} withoutCode /> → <Money {...after} />
      {sufficient ? null : (
        <span className="block text-warn">
          Not enough: Stripe may keep the refund pending until the balance covers it.
        </span>
      )}
    </Consequence>
  );
}

function Recent({ refunds }: { refunds: RefundPreview["recentRefunds"] }) {
  if (refunds.length === 0) return null;
  return (
    <Consequence glyph="warning" tone="warn">
      Refunded {refunds.length === 1 ? "once" : `${refunds.length} times`} already in the last 24
      hours:{" "}
      {refunds.map((refund, index) => (
        <span key={refund.id}>
          {index === 0 ? "" : ", "}
          <Money {...refund.amount} />
        </span>
      ))}
      . Is this one meant as another?
    </Consequence>
  );
}

interface RefundConsequencesProps {
  preview: RefundPreview;
  disputed: boolean;
}

/** What the refund will do, line by line, from the server's own rehearsal of it. */
export function RefundConsequences({ preview, disputed }: RefundConsequencesProps) {
  const { customerGets, feeNotReturned, paymentAfter, balance, recentRefunds, connect } = preview;
  return (
    <ul aria-label="Consequences" className="grid gap-1.5">
      <Consequence glyph="done">
        Customer gets <Money {...customerGets.amount} className="font-medium" /> on{" "}
        <MethodLabel method={customerGets.method} />
      </Consequence>
      <Consequence glyph="done">
        {feeNotReturned === null ? (
          "Stripe took no fee that would be lost."
        ) : (
          <>
            Stripe keeps its fee of <Money {...feeNotReturned} />
          </>
        )}
      </Consequence>
      <Consequence glyph="done">
        Then <Money {...paymentAfter.available} /> of <Money {...paymentAfter.captured} /> is left
        to refund
      </Consequence>
      {connect === null ? null : (
        <Consequence glyph={connect.reverseTransfer ? "done" : "warning"}>
          {connect.reverseTransfer
            ? "The transfer is taken back from the connected account"
            : "The platform bears the refund: the connected account keeps its money"}
          {connect.refundApplicationFee ? "; our fee is given back to them." : "; our fee stays."}
        </Consequence>
      )}
      <Balance balance={balance} />
      <Recent refunds={recentRefunds} />
      {disputed ? (
        <Consequence glyph="warning" tone="bad">
          The payment is disputed: a refund can pay the customer twice.
        </Consequence>
      ) : null}
    </ul>
  );
}
