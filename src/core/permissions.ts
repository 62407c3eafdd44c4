import type { Role } from "./roles.ts";

/**
 * How far a permission reaches:
 * `allowed` without more; `limited` within the role's limits of the policy; `request` always needs another person;
 * `view` reads only. A role that is not named may not even know that the thing exists.
 */
export type Grant = "allowed" | "limited" | "request" | "view";

/** The one table of who may do what; procedures, navigation, buttons and tests all read it. Default is deny. */
export const PERMISSIONS = {
  "overview:read": {
    support: "view",
    finance: "view",
    manager: "view",
    admin: "view",
    auditor: "view",
  },
  "credential:manage-own": {
    support: "allowed",
    finance: "allowed",
    manager: "allowed",
    admin: "allowed",
    auditor: "allowed",
  },
  "payment:read": {
    support: "view",
    finance: "view",
    manager: "view",
    admin: "view",
    auditor: "view",
  },
  "customer:read": {
    support: "view",
    finance: "view",
    manager: "view",
    admin: "view",
    auditor: "view",
  },
  "personal-data:read-masked": { support: "view", finance: "view", admin: "view", auditor: "view" },
  "personal-data:reveal": { support: "limited", finance: "allowed", admin: "limited" },
  "refund:request": { support: "limited", finance: "limited" },
  "refund:request-fraudulent": { support: "request", finance: "request" },
  "payment:retry": { support: "allowed", finance: "allowed" },
  "retry:judge": { finance: "view", manager: "view", auditor: "view" },
  "payment:capture": { support: "limited", finance: "allowed" },
  "radar-review:decide": { support: "limited", finance: "allowed" },
  "subscription:change": { support: "request", finance: "allowed" },
  "customer:credit": { support: "request", finance: "limited" },
  "payment-method:send-link": { support: "allowed", finance: "allowed" },
  "payment-method:set-default": { support: "request", finance: "allowed" },
  "bulk:read": { finance: "view", manager: "view", auditor: "view" },
  "bulk:request": { finance: "request" },
  "bulk:control": { finance: "allowed", manager: "allowed" },
  "command:read": {
    support: "view",
    finance: "view",
    manager: "view",
    admin: "view",
    auditor: "view",
  },
  "command:cancel-own": {
    support: "allowed",
    finance: "allowed",
    manager: "allowed",
    admin: "allowed",
  },
  "approval:read": {
    support: "limited",
    finance: "view",
    manager: "view",
    admin: "view",
    auditor: "view",
  },
  "approval:decide": { finance: "limited", manager: "allowed", admin: "limited" },
  "notification:read-own": {
    support: "allowed",
    finance: "allowed",
    manager: "allowed",
    admin: "allowed",
  },
  "break-glass:read": { manager: "view", admin: "view", auditor: "view" },
  "break-glass:open": { admin: "allowed" },
  "break-glass:end": { manager: "allowed", admin: "allowed" },
  "break-glass:review": { manager: "allowed", admin: "allowed" },
  "delegation:read": { finance: "view", manager: "view", admin: "view", auditor: "view" },
  "delegation:manage-own": { finance: "allowed", manager: "allowed", admin: "allowed" },
  "operations:read": {
    support: "view",
    finance: "view",
    manager: "view",
    admin: "view",
    auditor: "view",
  },
  "kill-switch:on": {
    support: "allowed",
    finance: "allowed",
    manager: "allowed",
    admin: "allowed",
  },
  "kill-switch:off": { finance: "request", manager: "request", admin: "request" },
  "command:resolve": { finance: "request" },
  "policy:read": { finance: "view", manager: "view", admin: "view", auditor: "view" },
  "policy:change": { manager: "request", admin: "request" },
  "case:read": { support: "view", finance: "view", auditor: "view" },
  "case:work": { support: "allowed", finance: "allowed" },
  "case:decide": { support: "limited", finance: "allowed" },
  "note:read": { support: "view", finance: "view", admin: "view", auditor: "view" },
  "note:write": { support: "allowed", finance: "allowed" },
  "webhook:read": { support: "view", finance: "view", admin: "view", auditor: "view" },
  "dispute:read": {
    support: "view",
    finance: "view",
    manager: "view",
    admin: "view",
    auditor: "view",
  },
  "subscription:read": {
    support: "view",
    finance: "view",
    manager: "view",
    admin: "view",
    auditor: "view",
  },
  "dispute:read-evidence": { support: "view", finance: "view", auditor: "view" },
  "dispute:stage": { support: "allowed", finance: "allowed" },
  "dispute:answer": { finance: "request" },
  "reconciliation:read": { finance: "view", manager: "view", auditor: "view" },
  "reconciliation:run": { finance: "allowed" },
  "break:work": { finance: "allowed" },
  "bank:import": { finance: "allowed" },
  "books:change": { finance: "request" },
  "backfill:read": { finance: "view", manager: "view", admin: "view", auditor: "view" },
  "backfill:start": { finance: "allowed", admin: "allowed" },
  "export:create": { finance: "allowed", admin: "limited", auditor: "allowed" },
  "ledger:read": { finance: "view", manager: "view", admin: "view", auditor: "view" },
  "kpi:read": {
    support: "limited",
    finance: "view",
    manager: "view",
    admin: "view",
    auditor: "view",
  },
} as const satisfies Record<string, Partial<Record<Role, Grant>>>;

export type Permission = keyof typeof PERMISSIONS;

/** What `role` may do with `permission`, or null when it may not at all. */
export function grantOf(role: Role, permission: Permission): Grant | null {
  const row: Partial<Record<Role, Grant>> = PERMISSIONS[permission];
  return row[role] ?? null;
}

/** Whether `role` holds `permission` in any form. */
export function isPermitted(role: Role, permission: Permission): boolean {
  return grantOf(role, permission) !== null;
}

/** All permissions of a role, for navigation and buttons. */
export function permissionsOf(role: Role): readonly Permission[] {
  const all = Object.keys(PERMISSIONS);
  return all.filter((name): name is Permission => isPermitted(role, name as Permission));
}
