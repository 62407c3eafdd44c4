import { moneyText } from "#components/ui/format-money.ts";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PaymentRow } from "#core/contracts/payments.ts";
import { PAYMENT_STATE_WORDS } from "./payment-state-words.ts";

type Stated = Pick<
  PaymentRow,
  "state" | "refunded" | "held" | "disputed" | "capturableUntil" | "inRadarReview" | "fraudWarning"
>;

/**
 * The state of a payment, and beside it what is held, disputed or suspected, and until when it can be captured.
 * `withAmounts` also says how much was refunded.
 */
export function PaymentStatus({
  payment,
  withAmounts = false,
}: {
  payment: Stated;
  withAmounts?: boolean;
}) {
  const { word, tone, glyph } = PAYMENT_STATE_WORDS[payment.state];
  const { refunded, held } = payment;
  const isPartial = payment.state === "partially_refunded";
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <Status {...(glyph ? { glyph } : {})} tone={tone}>
        {withAmounts && isPartial
          ? `${word} ${moneyText(-refunded.amountMinor, refunded.currency)}`
          : word}
      </Status>
      {held.amountMinor > 0n ? (
        <Status glyph="wait" tone="warn">
          {withAmounts ? `Held ${moneyText(held.amountMinor, held.currency)}` : "Held"}
        </Status>
      ) : null}
      {payment.capturableUntil === null ? null : (
        <span className="text-secondary-foreground">
          until <Time as="date" at={payment.capturableUntil} />
        </span>
      )}
      <Alarms payment={payment} />
    </span>
  );
}

function Alarms({ payment }: { payment: Stated }) {
  return (
    <>
      {payment.inRadarReview ? <Status tone="warn">In review</Status> : null}
      {payment.fraudWarning ? (
        <Status glyph="warning" tone="bad">
          Fraud warning
        </Status>
      ) : null}
      {payment.disputed ? (
        <Status glyph="warning" tone="bad">
          Disputed
        </Status>
      ) : null}
    </>
  );
}
