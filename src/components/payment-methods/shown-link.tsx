"use client";

import { Button } from "#components/ui/button.tsx";
import { useTimeZone } from "#components/ui/clock.tsx";
import { Field } from "#components/ui/field.tsx";
import { absoluteTime } from "#components/ui/format-time.ts";
import { Input, Textarea } from "#components/ui/input.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ShownLink as Shown } from "#core/contracts/payment-methods.ts";
import { linkMessage } from "./link-message.ts";
import { useCopy } from "./use-copy.ts";

/** The link in clear, and a message around it. It is kept nowhere: whoever closes this needs another one. */
export function ShownLink({ link, unpaid }: { link: Shown; unpaid: string | null }) {
  const timeZone = useTimeZone();
  const copy = useCopy();
  const until = absoluteTime(link.expiresAt.getTime(), timeZone);
  const { subject, body } = linkMessage({ link, until, unpaid });
  return (
    <div className="grid gap-4" data-print="hide">
      <Field
        hint={
          <>
            Works once, until <Time as="absolute" at={link.expiresAt} />. It is shown this one time:
            once this is closed, only a new link can be made.
          </>
        }
        label="Link"
      >
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              className="min-w-0 flex-1 font-mono text-meta"
              onFocus={(event) => event.target.select()}
              readOnly
              value={link.url}
            />
            <Button onClick={() => copy("Link", link.url)} variant="primary">
              Copy link
            </Button>
          </div>
        )}
      </Field>
      <section aria-label="Message to the customer" className="grid gap-3">
        <div className="flex items-baseline justify-between gap-3">
          <h3 className="font-medium">Message to the customer</h3>
          <span className="text-meta text-muted-foreground">Paste it where you write to them.</span>
        </div>
        <Field label="Subject">
          {(control) => (
            <div className="flex gap-2">
              <Input {...control} className="min-w-0 flex-1" readOnly value={subject} />
              <Button onClick={() => copy("Subject", subject)}>Copy subject</Button>
            </div>
          )}
        </Field>
        <Field label="Text">
          {(control) => <Textarea {...control} readOnly rows={10} value={body} />}
        </Field>
        <div>
          <Button onClick={() => copy("Text", body)}>Copy text</Button>
        </div>
      </section>
    </div>
  );
}
