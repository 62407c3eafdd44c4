import { ROLE_TITLES } from "#components/messages/en.ts";
import { Status } from "#components/ui/status.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { VerdictDto } from "#core/contracts/refunds.ts";

const TONES: Readonly<Record<VerdictDto["kind"], Tone>> = {
  allow: "ok",
  approval: "pend",
  deny: "bad",
};

const titles: Readonly<Record<string, string>> = ROLE_TITLES;

/** Roles in words: "a finance reviewer or a manager". */
function approverWords(roles: readonly string[]): string {
  return roles.map((role) => `a ${(titles[role] ?? role).toLowerCase()}`).join(" or ");
}

function heading({ kind, approverRoles }: VerdictDto): string {
  if (kind === "allow") return "Allowed by policy";
  if (kind === "deny") return "Forbidden by policy";
  return `Needs ${approverWords(approverRoles)} other than the requester`;
}

/** What the policy says and under which rules, with the version that said it. */
export function PolicyVerdict({ verdict }: { verdict: VerdictDto }) {
  return (
    <div className="grid justify-items-start gap-1">
      <Status tone={TONES[verdict.kind]}>{heading(verdict)}</Status>
      <ul className="grid gap-0.5 text-secondary-foreground">
        {verdict.reasons.map(({ rule, text }) => (
          <li key={rule}>
            {text}{" "}
            <span className="whitespace-nowrap font-mono text-meta text-muted-foreground">
              {rule}@{verdict.policyVersion}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
