import Link from "next/link";
import { type Definition, DefinitionList } from "#components/ui/definition-list.tsx";
import { Id } from "#components/ui/id.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PaymentDetail } from "#core/contracts/payments.ts";
import { MethodLabel } from "./method-label.tsx";
import { standingFacts } from "./payment-standing-facts.tsx";
import { RiskLabel } from "./risk-label.tsx";

const linkClasses = "rounded-sm text-primary hover:underline";

function customerFacts({ customer }: PaymentDetail): readonly Definition[] {
  if (customer === null) {
    return [{ term: "Customer", value: <span className="text-muted-foreground">guest</span> }];
  }
  const { id, name, email, country, since, payments } = customer;
  return [
    {
      term: "Customer",
      value: (
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <Link className={linkClasses} href={`/customers/${id}`}>
            {name ?? "Customer"}
          </Link>
          <Id copyLabel="customer" value={id} />
        </span>
      ),
    },
    ...(email === null ? [] : [{ term: "E-mail", value: email }]),
    ...(country === null ? [] : [{ term: "Country", value: country }]),
    ...(since === null ? [] : [{ term: "Customer since", value: <Time as="date" at={since} /> }]),
    {
      term: "Payments",
      value: (
        <Link className={linkClasses} href={`/payments?query=${id}`}>
          <span className="num">{payments}</span> in all
        </Link>
      ),
    },
  ];
}

function cardFacts({ card }: PaymentDetail): readonly Definition[] {
  const country = card?.country ?? null;
  const expires = card?.expires ?? null;
  return [
    ...(country === null ? [] : [{ term: "Card country", value: country }]),
    ...(expires === null
      ? []
      : [{ term: "Card expires", value: <span className="num">{expires}</span> }]),
  ];
}

/** Who paid, with what, and how risky Stripe found it. Personal data only as masked as they come. */
export function PaymentFactsPanel({ detail }: { detail: PaymentDetail }) {
  const { payment, attempts, captureMethod } = detail;
  const scored = attempts.find((attempt) => attempt.riskScore !== null);
  return (
    <Panel className="min-h-72" title="Facts">
      <DefinitionList
        items={[
          ...customerFacts(detail),
          { term: "Method", value: <MethodLabel method={payment.method} /> },
          ...cardFacts(detail),
          {
            term: "Risk",
            value: <RiskLabel level={payment.riskLevel} score={scored?.riskScore ?? null} />,
          },
          { term: "Capture", value: captureMethod === "manual" ? "Manual" : "Automatic" },
          ...standingFacts(detail),
          ...(payment.openCaseId === null
            ? []
            : [
                {
                  term: "Review",
                  value: (
                    <Link className={linkClasses} href={`/reviews/${payment.openCaseId}`}>
                      Open case
                    </Link>
                  ),
                },
              ]),
        ]}
      />
    </Panel>
  );
}
