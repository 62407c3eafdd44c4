import { opensUnderBreakGlass } from "#core/override-kinds.ts";
import { isPermitted } from "#core/permissions.ts";
import { type Actor, ROLES, type Role } from "#core/roles.ts";
import type { PersonLine } from "./commands.repo.ts";

/**
 * In whose right somebody signs: their own, that of a person who is away, or that which break-glass gives an admin for a while.
 * `role` is the one the policy asks for.
 */
export type Mandate =
  | { readonly by: "own"; readonly role: Role }
  | {
      readonly by: "delegation";
      readonly role: Role;
      readonly delegationId: string;
      readonly onBehalfOf: string;
    }
  | { readonly by: "break-glass"; readonly role: Role; readonly breakGlassId: string };

/** What a person may rest on besides their own role. */
export interface Powers {
  /** For whom they stand in now. */
  readonly delegations: readonly { readonly id: string; readonly delegator: PersonLine }[];
  /** Their own break-glass that is open now. */
  readonly breakGlass: { readonly id: string } | null;
}

/** A signature that counts for a request as it is now. `role` is the one it counts for. */
export interface CountedSignature {
  readonly approverId: string;
  readonly onBehalfOf: string | null;
  readonly role: string;
}

/** A request that waits, as far as it matters for who may sign it. */
export interface WaitingRequest {
  readonly kind: string;
  readonly requesterId: string;
  /** Roles that the verdict names. */
  readonly approverRoles: readonly string[];
  readonly signed: readonly CountedSignature[];
}

type Signer = Pick<Actor, "userId" | "role">;

/**
 * All rights in which a person may sign a request, their own first; none for its requester, nor for who signed or was signed
 * for. A delegate has the right of who is away only where those could sign themselves: never for what they asked for, and
 * not a second time. Break-glass opens to an admin the roles they do not have, for one thing at a time: no bulk, and nothing
 * about commands and rules themselves, since it is no way to loosen what binds it.
 */
export function mandatesOf(signer: Signer, powers: Powers, request: WaitingRequest): Mandate[] {
  const { requesterId, approverRoles, signed } = request;
  const isSpent = (id: string) =>
    signed.some(({ approverId, onBehalfOf }) => approverId === id || onBehalfOf === id);
  if (signer.userId === requesterId || isSpent(signer.userId)) return [];
  if (!isPermitted(signer.role, "approval:decide")) return [];
  const own: Mandate[] = approverRoles.includes(signer.role)
    ? [{ by: "own", role: signer.role }]
    : [];
  const delegated = powers.delegations
    .filter(({ delegator }) => isHeld(signer, delegator))
    .filter(({ delegator: { id, role } }) => {
      return id !== requesterId && !isSpent(id) && approverRoles.includes(role);
    })
    .map(({ id, delegator }): Mandate => {
      const { id: onBehalfOf, role } = delegator;
      return { by: "delegation", role, delegationId: id, onBehalfOf };
    });
  return [...own, ...delegated, ...underBreakGlass(signer, powers, request)];
}

function underBreakGlass(
  { role: own }: Signer,
  { breakGlass }: Powers,
  { kind, approverRoles }: WaitingRequest,
): Mandate[] {
  if (breakGlass === null || own !== "admin" || !opensUnderBreakGlass(kind)) return [];
  const breakGlassId = breakGlass.id;
  return ROLES.filter((role) => role !== own && approverRoles.includes(role)).map((role) => {
    return { by: "break-glass", role, breakGlassId };
  });
}

function isHeld(signer: Signer, { id, role, disabledAt }: PersonLine): boolean {
  return id !== signer.userId && disabledAt === null && mayStandIn(role, signer.role);
}

/**
 * Whether somebody of `delegate`'s role may stand in for one of `delegator`'s: both decide by themselves. Admins stand in for
 * admins alone, and nobody else for them: keys and rules stay apart from money.
 */
export function mayStandIn(delegator: Role, delegate: Role): boolean {
  if (!isPermitted(delegator, "approval:decide") || !isPermitted(delegate, "approval:decide"))
    return false;
  return (delegator === "admin") === (delegate === "admin");
}

/** The right that a person uses: one for a role that nobody has signed for yet, where several must; else their own. */
export function chooseMandate(
  mandates: readonly Mandate[],
  signed: readonly CountedSignature[],
): Mandate | null {
  const isMissing = ({ role }: Mandate) => signed.every((signature) => signature.role !== role);
  return mandates.find(isMissing) ?? mandates[0] ?? null;
}

/**
 * Whether these signatures are as many as a verdict asks for: of as many people, each of whom counts once, whoever signed for
 * whom. Where more than one must sign, each role that the verdict names must be among them.
 */
export function isEnoughSigned(
  signed: readonly CountedSignature[],
  {
    approvals,
    approverRoles,
  }: { readonly approvals: number; readonly approverRoles: readonly string[] },
): boolean {
  const counted = signed.filter(
    ({ role, approverId, onBehalfOf }, place) =>
      approverRoles.includes(role) &&
      signed.slice(0, place).every((earlier) => {
        const used = [earlier.approverId, earlier.onBehalfOf];
        return !used.includes(approverId) && (onBehalfOf === null || !used.includes(onBehalfOf));
      }),
  );
  if (counted.length < Math.max(1, approvals)) return false;
  return (
    approvals <= 1 || approverRoles.every((named) => counted.some(({ role }) => role === named))
  );
}
