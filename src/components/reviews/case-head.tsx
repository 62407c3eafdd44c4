import { Money } from "#components/ui/money.tsx";
import { Status } from "#components/ui/status.tsx";
import type { CaseDetail } from "#core/contracts/reviews.ts";
import { KIND_WORDS, STATE_WORDS } from "./case-words.ts";

function holder({ mine, claimedBy }: CaseDetail): string {
  if (mine) return "claimed by you";
  return claimedBy ? `claimed by ${claimedBy.name}` : "nobody has claimed it";
}

/** What the case is about, how much, and who has it. */
export function CaseHead({ detail }: { detail: CaseDetail }) {
  const state = STATE_WORDS[detail.state];
  return (
    <header className="grid gap-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-section">{detail.title}</h2>
        {detail.amount ? (
          <span className="text-form text-secondary-foreground">
            <Money {...detail.amount} className="font-semibold text-foreground" /> at risk
          </span>
        ) : null}
        <Status tone={state.tone}>{state.word}</Status>
      </div>
      <p className="text-secondary-foreground">
        Case {detail.number} · {KIND_WORDS[detail.kind]} · {holder(detail)}
      </p>
    </header>
  );
}
