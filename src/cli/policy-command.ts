import { readFile } from "node:fs/promises";
import * as z from "zod/mini";
import type { Simulation } from "#core/contracts/policies.ts";
import { type PolicyDocument, policyDocumentSchema } from "#core/contracts/policy-document.ts";
import { formatMajor } from "#core/money.ts";
import { OVERRIDE_NOUNS } from "#core/override-kinds.ts";
import { policyChanges, policyLines } from "#core/policy-lines.ts";
import { whatIsUnsound } from "#core/sound-policy.ts";
import type { CommandLine } from "#server/deps/open-command-line.ts";
import { readPolicy, simulateDraft } from "#server/modules/policies/index.ts";
import { type Answer, UsageError } from "./answer.ts";

/** `policy show`: the rules in force in words; with --json the document itself, to edit and simulate. */
export async function showPolicy({ runtime }: CommandLine): Promise<Answer> {
  const { inForce, baseCurrency } = await readPolicy(runtime);
  const lines = policyLines(inForce.document, baseCurrency);
  return {
    data: inForce,
    lines: [
      `version ${inForce.version}`,
      "",
      ...lines.map(({ label, value }) => `${label.padEnd(60)} ${value}`),
    ],
    finding: false,
  };
}

/** `policy simulate FILE`: what a draft changes, and what it would have meant for the last 90 days. Writes nothing. */
export async function simulateFile({ runtime }: CommandLine, path: string): Promise<Answer> {
  const document = await readDraft(path);
  const { inForce, baseCurrency } = await readPolicy(runtime);
  const changes = policyChanges(inForce.document, document, baseCurrency);
  const unsound = whatIsUnsound(document);
  const simulation = await simulateDraft(runtime, document);
  return {
    data: { inForce: inForce.version, changes, unsound, simulation },
    lines: [
      ...unsound.map((sentence) => `BAD ${sentence}`),
      ...changes.map(({ label, before, after }) => `${label}: ${before} → ${after}`),
      "",
      ...simulationLines(simulation),
    ],
    finding: unsound.length > 0,
  };
}

async function readDraft(path: string): Promise<PolicyDocument> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new UsageError(`${path} cannot be read`, { cause: error });
  });
  let draft: unknown;
  try {
    draft = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is not JSON`, { cause: error });
  }
  // What `policy show --json` prints is a draft as well.
  const inner = z.safeParse(z.object({ document: z.unknown() }), draft);
  const read = z.safeParse(policyDocumentSchema, inner.success ? inner.data.document : draft);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new UsageError(`${path} is no policy: ${issue?.path.join(".")}: ${issue?.message}`);
}

function simulationLines({ kinds, decisions, notReplayable, signatures }: Simulation): string[] {
  return [
    ...kinds.map(({ kind, decisions: judged, stricter, milder, changedSum }) => {
      const sum = `${formatMajor(changedSum)} ${changedSum.currency.toUpperCase()}`;
      return `${OVERRIDE_NOUNS[kind]}: ${judged} decided, ${stricter} stricter, ${milder} milder, ${sum} changed`;
    }),
    `${decisions} decisions of 90 days, ${notReplayable} not replayable: ${signatures.before} signatures before, ${signatures.after} after`,
  ];
}
