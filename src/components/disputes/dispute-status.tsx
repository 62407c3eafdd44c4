import { Status } from "#components/ui/status.tsx";
import { disputeStatusWords } from "./dispute-words.ts";

/** How a dispute stands, in one word. */
export function DisputeStatus({ status }: { status: string }) {
  const { word, tone } = disputeStatusWords(status);
  return <Status tone={tone}>{word}</Status>;
}
