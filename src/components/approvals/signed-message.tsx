import { mandateWords } from "#components/overrides/mandate-words.ts";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Id } from "#components/ui/id.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { ApprovalRequest, CommandDetail } from "#core/contracts/commands.ts";

function methodOf({ passkeys, totp }: ApprovalRequest): string {
  if (passkeys.length === 0) return "One-time code, which signs nothing";
  return totp ? "Your passkey, or a one-time code" : "Your passkey";
}

interface SignedMessageProps {
  command: CommandDetail;
  /** Undefined until the server has said what is to be signed. */
  request: ApprovalRequest | undefined;
}

/** What exactly the approver signs: the hash over request, preview, what it rests on, and the policy. */
export function SignedMessage({ command, request }: SignedMessageProps) {
  const { mandate } = command.decide;
  const wait = <Skeleton className="h-4 w-32" />;
  return (
    <section aria-label="What you sign" className="rounded-md border px-3 py-2">
      <DefinitionList
        items={[
          { term: "With", value: request === undefined ? wait : methodOf(request) },
          ...(mandate === null ? [] : [{ term: "In whose right", value: mandateWords(mandate) }]),
          { term: "Request", value: <Id value={command.paramsHash} /> },
          { term: "Preview", value: <Id value={command.previewHash} /> },
          { term: "Rests on", value: <Id value={command.basisHash} /> },
          { term: "Policy", value: command.verdict.policyVersion },
          {
            term: "Challenge",
            value: request === undefined ? wait : <Id value={request.challenge} />,
          },
        ]}
      />
    </section>
  );
}
