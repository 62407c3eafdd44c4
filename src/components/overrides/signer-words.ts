import { ROLE_TITLES } from "#components/messages/role-title.ts";
import type { VerdictDto } from "#core/contracts/refunds.ts";

type Signers = Pick<VerdictDto, "approvals" | "approverRoles">;

const titles: Readonly<Record<string, string>> = ROLE_TITLES;

/** Who must still sign, by role: "finance", "finance or manager", "admin and manager", "2 people, among them manager". */
export function signerRoles(signers: Signers): string {
  return joined(signers, (role) => role);
}

/** The same as a phrase: "a finance reviewer or a manager". */
export function signerWords(signers: Signers): string {
  return joined(signers, (role) => {
    const title = (titles[role] ?? role).toLowerCase();
    return /^[aeiou]/.test(title) ? `an ${title}` : `a ${title}`;
  });
}

/** One signature may come from any of the roles; of several, one comes from each. */
function joined({ approvals, approverRoles }: Signers, word: (role: string) => string): string {
  const words = approverRoles.map(word);
  if (approvals <= 1) return words.join(" or ");
  const named = words.join(" and ");
  return approvals > words.length ? `${approvals} people, among them ${named}` : named;
}
