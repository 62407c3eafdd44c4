import { Time } from "#components/ui/time.tsx";
import type { RetryAdvice, RetryMethodDto } from "#core/contracts/retries.ts";
import { ChanceRow } from "./chance-row.tsx";

interface RetryChancesProps {
  advice: RetryAdvice;
  method: RetryMethodDto;
}

/** How likely it is to pay at the chosen time, and at a better one if one is known. */
export function RetryChances({ advice, method }: RetryChancesProps) {
  const { chance, better, verdict } = method;
  const { counted, at, now } = advice;
  if (counted === null || chance === null)
    return (
      <p className="text-secondary-foreground">
        No attempt after a decline has been counted yet, so no chance can be told.
      </p>
    );
  return (
    <section aria-label="Chance of success" className="grid gap-3">
      {verdict.kind === "forbidden" ? null : (
        <ChanceRow
          chance={chance}
          label={at > now ? <Time as="absolute" at={at} /> : "Pays if tried now"}
        />
      )}
      {better === null ? null : (
        <ChanceRow
          chance={better.chance}
          label={
            <>
              {verdict.kind === "later" ? "After a rest" : "Better"}:{" "}
              <Time as="absolute" at={better.at} />
            </>
          }
        />
      )}
      <p className="text-meta text-muted-foreground">
        From {counted.attempts} attempts of our own after a decline since{" "}
        <Time as="date" at={counted.since} />. The bank decides; nothing is promised.
      </p>
    </section>
  );
}
