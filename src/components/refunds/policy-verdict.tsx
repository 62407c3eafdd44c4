import { signerWords } from "#components/overrides/signer-words.ts";
import { Status } from "#components/ui/status.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { VerdictDto } from "#core/contracts/refunds.ts";

const TONES: Readonly<Record<VerdictDto["kind"], Tone>> = {
  allow: "ok",
  approval: "pend",
  deny: "bad",
};

function heading(verdict: VerdictDto): string {
  if (verdict.kind === "allow") return "Allowed by policy";
  if (verdict.kind === "deny") return "Forbidden by policy";
  return `Needs ${signerWords(verdict)} other than the requester`;
}

/** What the policy says and under which rules, with the version that said it. */
export function PolicyVerdict({ verdict }: { verdict: VerdictDto }) {
  return (
    <div className="grid justify-items-start gap-1">
      <Status tone={TONES[verdict.kind]} wraps>
        {heading(verdict)}
      </Status>
      <ul className="grid gap-0.5 text-secondary-foreground">
        {verdict.reasons.map(({ rule, text }) => (
          <li key={rule}>
            {text}{" "}
            <span className="inline-block max-w-full wrap-anywhere font-mono text-meta text-muted-foreground">
              {rule}@{verdict.policyVersion}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
