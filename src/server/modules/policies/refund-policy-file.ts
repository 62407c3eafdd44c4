import type { Role } from "#core/roles.ts";

/** What one role may move alone, in whole units of the base currency. */
export interface RefundLimit {
  readonly eachMajor: bigint;
  readonly rollingMajor: bigint;
}

/** The refund rules as data, so that a change of them is a change of one file with a new version. */
export interface RefundPolicyFile {
  readonly version: string;
  /** A role without a limit may not ask for a refund at all. */
  readonly limits: Partial<Record<Role, RefundLimit>>;
  /** Whose limits bound what a second person of that role may approve; above them the last resort signs. */
  readonly approver: Role;
  readonly lastResort: Role;
  /** A payment older than this needs another person. */
  readonly maxAgeDays: number;
}

/** The rules in force. Whoever changes a figure gives the file a new version: decisions keep the one they were made under. */
export const refundPolicyFile: RefundPolicyFile = {
  version: "2026-11-20",
  limits: {
    support: { eachMajor: 100n, rollingMajor: 500n },
    finance: { eachMajor: 1_000n, rollingMajor: 10_000n },
  },
  approver: "finance",
  lastResort: "manager",
  maxAgeDays: 90,
};
