import { type PolicyDocument, policyDocumentSchema } from "#core/contracts/policy-document.ts";
import { whatIsUnsound } from "#core/sound-policy.ts";

/** Why a draft cannot be a policy, each in a sentence; empty when it can. What was typed may not even be of the form. */
export function draftProblems(draft: PolicyDocument): string[] {
  const read = policyDocumentSchema.safeParse(draft);
  if (read.success) return whatIsUnsound(read.data);
  return read.error.issues.map(({ path, message }) => `${path.join(" › ")}: ${message}`);
}

/** A draft written as JSON; null when the text is none. */
export function parseDraft(text: string): PolicyDocument | null {
  try {
    const read = policyDocumentSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
