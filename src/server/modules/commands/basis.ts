import * as z from "zod/mini";
import { canonicalJson } from "#core/canonical-json.ts";
import type { BasisLine } from "#core/contracts/commands.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import type { CommandKinds } from "./command-kind.ts";
import { type CommandRow, findPeople } from "./commands.repo.ts";
import { kindOf } from "./kind-of.ts";

/** What an override rests on, and its SHA-256. */
export interface Basis {
  readonly lines: readonly BasisLine[];
  readonly hash: string;
}

const linesSchema = z.array(z.object({ label: z.string(), value: z.string() }));

/** The basis of a command as it is stored: what its kind says, and the role that its requester has. */
export function basisOf(role: string, lines: readonly BasisLine[]): Basis {
  const all = [{ label: "Requester's role", value: role }, ...lines];
  return { lines: all, hash: sha256(writeBasis(all)) };
}

/** Canonical JSON of a basis. */
export function writeBasis(lines: readonly BasisLine[]): string {
  return canonicalJson(lines.map(({ label, value }) => ({ label, value })));
}

/** What the command rests on now. An approval of another hash approved something else. */
export async function basisNow(
  tx: Transaction,
  scope: AccountScope,
  kinds: CommandKinds,
  command: CommandRow,
): Promise<Basis> {
  const people = await findPeople(tx, [command.requesterId]);
  const role = people.get(command.requesterId)?.role ?? "unknown";
  return basisOf(role, await kindOf(kinds, command).basis(tx, scope, command));
}

/** What is different now from what the command rested on when it was asked for. */
export function changedSince(
  command: CommandRow,
  now: Basis,
): { label: string; before: string | null; after: string | null }[] {
  const before = new Map(
    z.parse(linesSchema, JSON.parse(command.basis)).map(({ label, value }) => [label, value]),
  );
  const after = new Map(now.lines.map(({ label, value }) => [label, value]));
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((label) => before.get(label) !== after.get(label))
    .map((label) => ({
      label,
      before: before.get(label) ?? null,
      after: after.get(label) ?? null,
    }));
}
