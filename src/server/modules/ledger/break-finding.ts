import type { BreakType } from "#core/break-types.ts";
import type { AuditActor } from "#server/platform/audit/audit-event.repo.ts";

/** Something that a person must look at; the fingerprint makes the same finding one break. Amounts are minor units. */
export interface BreakFinding {
  readonly type: BreakType;
  readonly fingerprint: string;
  readonly objectType: string;
  readonly objectId: string;
  readonly currency: string | null;
  /** What we have less what should be, signed. */
  readonly amount: bigint | null;
  readonly expected?: bigint | null;
  readonly actual?: bigint | null;
  /** The magnitude in the base currency, where a rate is known. */
  readonly amountBase?: bigint | null;
  /** When it must be dealt with, where that is not by its type's hours. */
  readonly dueAt?: Date;
  readonly details: Readonly<Record<string, string>>;
}

/** Who found it, at which business time, and in which run. */
export interface Sighting {
  readonly by: AuditActor;
  readonly at: Date;
  readonly runId: string | null;
}
