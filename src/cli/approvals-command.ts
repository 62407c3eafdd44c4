import { writeFileSync } from "node:fs";
import { DomainError } from "#core/errors.ts";
import type { CommandLine } from "#server/deps/open-command-line.ts";
import {
  type CheckedApproval,
  exportEvidence,
  verifyApprovals,
} from "#server/modules/commands/index.ts";
import { type Answer, UsageError } from "./answer.ts";

/** Faults beyond this many are counted, not listed. */
const LISTED = 100;

const METHODS = {
  passkey: "signed with a passkey",
  totp: "given with a one-time code, which signs nothing",
} as const;

/** `approvals verify`: checks every stored signature, from the rows alone. */
export async function verifySignatures(
  { runtime }: CommandLine,
  commandId: string | undefined,
): Promise<Answer> {
  const counts = { passkey: 0, totp: 0, none: 0 };
  const faults: CheckedApproval[] = [];
  let faulty = 0;
  for await (const approval of verifyApprovals(runtime, commandId)) {
    counts[approval.method ?? "none"] += 1;
    if (approval.fault === null) continue;
    faulty += 1;
    if (faults.length < LISTED) faults.push(approval);
  }
  const checked = counts.passkey + counts.totp + counts.none;
  return {
    data: { checked, ...counts, faulty, faults, ok: faulty === 0 },
    lines: [
      ...faults.map(
        ({ approvalId, commandId: command, fault }) =>
          `BAD approval ${approvalId} of command ${command}: ${fault}`,
      ),
      `${counts.passkey} ${METHODS.passkey}, ${counts.totp} ${METHODS.totp}`,
      `${checked} approvals: ${faulty === 0 ? "all evidence holds" : `${faulty} do not hold`}`,
    ],
    finding: faulty > 0,
  };
}

/** `approvals export`: writes the evidence of a command's approvals, each as one file that proves itself. */
export async function exportSignatures(
  { runtime }: CommandLine,
  commandId: string,
): Promise<Answer> {
  const files = await exportEvidence(runtime, commandId).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "NOT_FOUND")
      throw new UsageError(`command ${commandId} has no approval with evidence`);
    throw error;
  });
  const written = files.map((file) => {
    const name = `approval-${file.approvalId}.json`;
    writeFileSync(name, `${JSON.stringify(file, null, 2)}\n`, { flag: "wx" });
    return name;
  });
  return {
    data: { files: written },
    lines: written.map((name) => `wrote ${name}`),
    finding: false,
  };
}
