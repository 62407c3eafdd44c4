import { isPermitted } from "#core/permissions.ts";
import type { Role } from "#core/roles.ts";

const HIDDEN = "•••";

/** `ada@shop.example` becomes `a•••@s•••.example`; null for roles that may not see personal data at all. */
export function maskedEmail(email: string | null, role: Role): string | null {
  if (email === null || !isPermitted(role, "personal-data:read-masked")) return null;
  return maskEmail(email);
}

/** The same for whoever may see masked personal data. */
export function maskEmail(email: string): string {
  const [name = "", domain = ""] = email.toLowerCase().split("@");
  const ending = domain.split(".").at(-1) ?? "";
  return `${name.slice(0, 1)}${HIDDEN}@${domain.slice(0, 1)}${HIDDEN}.${ending}`;
}

/** `+49 170 1234567` becomes `•••67`; null for roles that may not see personal data at all. */
export function maskedPhone(phone: string | null, role: Role): string | null {
  if (phone === null || !isPermitted(role, "personal-data:read-masked")) return null;
  return `${HIDDEN}${phone.replaceAll(/\D/g, "").slice(-2)}`;
}

/** `Ada Lovelace` becomes `A. L.`; null for roles that may not see personal data at all. */
export function maskedName(name: string | null, role: Role): string | null {
  if (name === null || !isPermitted(role, "personal-data:read-masked")) return null;
  const words = name.split(/\s+/).filter((word) => word !== "");
  return words
    .map((word) => `${String.fromCodePoint(word.codePointAt(0) ?? 0).toUpperCase()}.`)
    .join(" ");
}
