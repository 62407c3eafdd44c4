import Link from "next/link";
import { declineText } from "#components/payments/decline-text.ts";
import { MethodLabel } from "#components/payments/method-label.tsx";
import { Id } from "#components/ui/id.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CustomerMethod, MethodUse } from "#core/contracts/customers.ts";
import { DefaultMethodAction } from "./default-method-action.tsx";

const linkClasses = "rounded-sm text-primary underline underline-offset-4";

function Expiry({ method: { expires, expiry } }: { method: CustomerMethod }) {
  if (expires === null) return null;
  const text = `${String(expires.month).padStart(2, "0")}/${expires.year}`;
  if (expiry === "expired") {
    return (
      <Status glyph="warning" tone="bad" variant="plain">
        {`Expired ${text}`}
      </Status>
    );
  }
  if (expiry === "soon") {
    return (
      <Status glyph="warning" tone="warn" variant="plain">
        {`Expires ${text}`}
      </Status>
    );
  }
  return <span className="num text-secondary-foreground">expires {text}</span>;
}

/** Where Stripe finds the method named, and whether it is the one that is charged next there. */
function wordsOfUse({ as, id, first }: MethodUse): string {
  const next = first ? "charged first" : "only where none is named before it";
  if (as === "customer") return `Customer's default for invoices: ${next}`;
  const of = as === "invoice" ? "invoice" : "subscription";
  return `Default of ${of} ${id ?? ""}: ${next}`;
}

function LastAttempt({ method }: { method: CustomerMethod }) {
  const { lastAttempt } = method;
  if (lastAttempt === null) return null;
  const { at, failed, declineCode, paymentId } = lastAttempt;
  const words = failed
    ? `Last attempt failed: ${declineText(declineCode ?? "generic_decline").short.toLowerCase()}`
    : "Last attempt succeeded";
  return (
    <p className="text-meta text-secondary-foreground">
      {words},{" "}
      {paymentId === null ? (
        <Time at={at} />
      ) : (
        <Link className={linkClasses} href={`/payments/${paymentId}`}>
          <Time at={at} />
        </Link>
      )}
    </p>
  );
}

function MethodItem({ customerId, method }: { customerId: string; method: CustomerMethod }) {
  return (
    <li
      className="grid gap-0.5 border-b px-3 py-2 last:border-b-0"
      data-failed={method.failedLast || undefined}
    >
      <div className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1">
        <MethodLabel method={method.method} />
        {method.failedLast ? <Status tone="bad">Failed last</Status> : null}
        {method.uses.some(({ first }) => first) ? (
          <Status glyph="done" tone="info">
            Charged first
          </Status>
        ) : null}
        <Expiry method={method} />
        <span className="ml-auto inline-flex items-center gap-3 text-muted-foreground">
          <Id copyLabel="payment method" value={method.id} />
          <DefaultMethodAction customerId={customerId} method={method} />
        </span>
      </div>
      {method.uses.map((use) => (
        <p className="text-meta text-secondary-foreground" key={`${use.as}-${use.id ?? ""}`}>
          {wordsOfUse(use)}
        </p>
      ))}
      <LastAttempt method={method} />
      {method.onFileSince === null ? (
        <p className="text-meta text-muted-foreground">
          Seen in payments; whether Stripe still keeps it on file is not known.
        </p>
      ) : null}
    </li>
  );
}

interface CustomerMethodsPanelProps {
  customerId: string;
  methods: readonly CustomerMethod[];
}

/**
 * What the customer can be charged with, which one failed last, and where Stripe looks first: renewing another method than
 * the one that is charged changes nothing.
 */
export function CustomerMethodsPanel({ customerId, methods }: CustomerMethodsPanelProps) {
  return (
    <Panel className="min-h-24" flush title="Payment methods">
      {methods.length === 0 ? (
        <p className="p-3 text-secondary-foreground">No payment method is known.</p>
      ) : (
        <>
          <ul aria-label="Payment methods">
            {methods.map((method) => (
              <MethodItem customerId={customerId} key={method.id} method={method} />
            ))}
          </ul>
          <p className="border-t px-3 py-2 text-meta text-muted-foreground">
            Stripe charges the invoice's own method, else its subscription's, else the customer's
            default.
          </p>
        </>
      )}
    </Panel>
  );
}
