import Link from "next/link";
import { Status } from "#components/ui/status.tsx";
import type { CommandDetail } from "#core/contracts/commands.ts";

type Prediction = CommandDetail["prediction"];

function Verdict({ prediction }: { prediction: Prediction }) {
  switch (prediction.state) {
    case "equal":
      return <Status tone="ok">Posted as predicted</Status>;
    case "different":
      return <Status tone="bad">Posted differently</Status>;
    case "waiting":
      return (
        <span className="text-secondary-foreground">
          Nothing is posted yet: the ledger waits for Stripe's balance transaction.
        </span>
      );
    case "none":
      return <span className="text-secondary-foreground">Nothing was predicted.</span>;
  }
}

/** Whether the ledger got what the preview promised, difference by difference. */
export function PredictionCheck({ prediction }: { prediction: Prediction }) {
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <Verdict prediction={prediction} />
        {prediction.journalId === null ? null : (
          <Link
            className="rounded-sm text-primary hover:underline"
            href={`/ledger/journals/${prediction.journalId}`}
          >
            Open the journal
          </Link>
        )}
      </div>
      {prediction.differences.length === 0 ? null : (
        <ul className="list-inside list-disc">
          {prediction.differences.map((difference) => (
            <li key={difference}>{difference}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
