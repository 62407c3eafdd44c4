import Link from "next/link";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import type { PeriodDetail } from "#core/contracts/bookkeeping.ts";
import { CHECK_WORDS } from "./period-words.ts";

/** What must hold before a month is signed, each with how it stands and where to look. */
export function PeriodChecklistPanel({ period }: { period: PeriodDetail }) {
  return (
    <Panel
      flush
      title={period.state === "closed" ? "Checklist, as it was signed" : "Checklist, as it stands"}
    >
      <ul aria-label="Checklist">
        {period.checklist.map(({ id, title, state, text, href }) => {
          const { word, tone } = CHECK_WORDS[state];
          return (
            <li
              className="grid grid-cols-[5rem_1fr_auto] items-start gap-2 border-t px-3 py-1.5 first:border-t-0"
              key={id}
            >
              <Status tone={tone} variant="plain">
                {word}
              </Status>
              <span className="min-w-0">
                <span className="block font-medium">{title}</span>
                <span className="block text-secondary-foreground">{text}</span>
              </span>
              {href === null || period.state === "closed" ? null : (
                <Link className="text-primary hover:underline" href={href}>
                  Look<span className="sr-only">: {title}</span>
                </Link>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
