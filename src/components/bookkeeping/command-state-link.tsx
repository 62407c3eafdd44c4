import Link from "next/link";
import { COMMAND_STATE_WORDS } from "#components/overrides/command-state-words.ts";
import { Status } from "#components/ui/status.tsx";
import type { BreakHelp } from "#core/contracts/bookkeeping.ts";

/** Where a request stands, leading to its page. */
export function CommandStateLink({ request }: { request: NonNullable<BreakHelp["request"]> }) {
  const { word, tone } = COMMAND_STATE_WORDS[request.state];
  return (
    <Link
      className="inline-flex items-center gap-2 text-primary hover:underline"
      href={`/overrides/${request.id}`}
    >
      <Status tone={tone}>{word}</Status>
      Open
    </Link>
  );
}
