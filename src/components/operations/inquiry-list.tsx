import { Id } from "#components/ui/id.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { InquiryDto, StripeReadDto } from "#core/contracts/operations.ts";
import { INQUIRY_WORDS, readWords } from "./inquiry-words.ts";

function ReadItem({ read }: { read: StripeReadDto }) {
  return (
    <li className="break-words">
      {readWords(read.read)} <span className="font-mono text-label">{read.about}</span>:{" "}
      {read.found === 0 ? "nothing" : `${read.found}, ${read.ids.join(", ")}`}
    </li>
  );
}

function InquiryItem({ inquiry }: { inquiry: InquiryDto }) {
  const { word, tone, text } = INQUIRY_WORDS[inquiry.state];
  return (
    <li className="grid gap-1 border-b py-2 first:pt-0 last:border-b-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Status tone={tone}>{word}</Status>
        {inquiry.foundId === null ? null : <Id copyLabel="object" value={inquiry.foundId} />}
        <span className="ml-auto text-muted-foreground">
          {inquiry.askedBy.name}, <Time at={inquiry.askedAt} />
        </span>
      </div>
      <p className="text-secondary-foreground">{text}</p>
      {inquiry.reads.length === 0 ? null : (
        <ul className="list-inside list-disc text-meta text-secondary-foreground">
          {inquiry.reads.map((read, place) => (
            <ReadItem key={`${place}-${read.read}`} read={read} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** What the worker was asked to look for at Stripe, and what it read there; newest first. */
export function InquiryList({ inquiries }: { inquiries: readonly InquiryDto[] }) {
  return (
    <ul aria-label="What was looked at" className="grid">
      {inquiries.map((inquiry) => (
        <InquiryItem inquiry={inquiry} key={inquiry.id} />
      ))}
    </ul>
  );
}
