"use client";

import Link from "next/link";
import { type ReactNode, useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { MethodLabel } from "#components/payments/method-label.tsx";
import { methodText } from "#components/payments/method-text.ts";
import { RetrySheet } from "#components/retries/retry-sheet.tsx";
import { Button } from "#components/ui/button.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { LinkDto } from "#core/contracts/payment-methods.ts";
import { LinkHandover } from "./link-handover.tsx";
import { LINK_STATES } from "./link-state-words.ts";

const linkClasses = "rounded-sm text-primary underline underline-offset-4";

/** What is next, or what came of it, as one sentence. */
function Next({ link }: { link: LinkDto }): ReactNode {
  const { state, expiresAt, shownAt, becomesDefault, usedPaymentId, since } = link;
  switch (state) {
    case "open":
      return (
        <>
          {shownAt === null ? "Nobody was shown it yet; works" : "Works"} until{" "}
          <Time as="absolute" at={expiresAt} />.
        </>
      );
    case "attached":
      return <BecomingDefault order={becomesDefault} />;
    case "default":
      return (
        <>
          The customer's default since <Time at={since} />.
        </>
      );
    case "used":
      return (
        <>
          It paid{" "}
          <Link className={linkClasses} href={`/payments/${usedPaymentId ?? ""}`}>
            a payment
          </Link>{" "}
          <Time at={since} />.
        </>
      );
    case "expired":
      return "Nobody saved a method on it in time.";
    case "superseded":
      return "A newer link replaced it; its page is closed.";
  }
}

function BecomingDefault({ order }: { order: LinkDto["becomesDefault"] }) {
  if (order === null) return "On file; it is being made the default.";
  const href = `/overrides/${order.commandId}`;
  const request = (
    <Link className={linkClasses} href={href}>
      the request
    </Link>
  );
  if (order.state === "failed" || order.state === "rejected" || order.state === "expired")
    return <>On file, but it could not be made the default: see {request}.</>;
  if (order.state === "pending_approval")
    return <>On file. That it becomes the default waits for a signature: see {request}.</>;
  return <>On file; it is being made the default by {request}.</>;
}

/** Tries what is unpaid with the method that was saved. */
function RetryWithSaved({ link }: { link: LinkDto }) {
  const may = usePermitted("payment:retry");
  const [isOpen, setOpen] = useState(false);
  const { retry, method } = link;
  if (!may || retry === null) return null;
  const { amountMinor, currency } = retry.amount;
  const target = method === null ? "it" : methodText(method);
  return (
    <>
      <Button onClick={() => setOpen(true)} size="sm" variant="primary">
        Retry {moneyText(amountMinor, currency)} with {target}…
      </Button>
      {isOpen ? (
        <RetrySheet
          amount={retry.amount}
          methodId={retry.methodId}
          onClose={() => setOpen(false)}
          paymentId={retry.paymentId}
        />
      ) : null}
    </>
  );
}

/** The one look at a link that was asked for earlier and not shown: after an approval, or in another tab. */
function ShowAction({ link, unpaid }: { link: LinkDto; unpaid: string | null }) {
  const [isOpen, setOpen] = useState(false);
  if (!link.showable && !isOpen) return null;
  return (
    <>
      {link.showable ? (
        <Button onClick={() => setOpen(true)} size="sm">
          Show link…
        </Button>
      ) : null}
      {isOpen ? (
        <LinkHandover
          commandId={link.commandId}
          customerId={link.customerId}
          onClose={() => setOpen(false)}
          unpaid={unpaid}
        />
      ) : null}
    </>
  );
}

/** One link: how far it is, who asked for it and when, what comes next, and what can be done with it. */
export function LinkLine({ link, unpaid }: { link: LinkDto; unpaid: string | null }) {
  const { word, tone } = LINK_STATES[link.state];
  return (
    <div className="grid gap-1.5 px-3 py-2" data-link-state={link.state}>
      <div className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1">
        <Status tone={tone}>{word}</Status>
        {link.method === null ? null : <MethodLabel method={link.method} />}
        <span className="ml-auto inline-flex items-center gap-3 text-muted-foreground">
          <span>{link.requester.name}</span>
          <Link className={linkClasses} href={`/overrides/${link.commandId}`}>
            <Time at={link.createdAt} />
          </Link>
        </span>
      </div>
      <p className="text-meta text-secondary-foreground">
        <Next link={link} />
      </p>
      <div className="flex flex-wrap gap-2 empty:hidden">
        <ShowAction link={link} unpaid={unpaid} />
        <RetryWithSaved link={link} />
      </div>
    </div>
  );
}
