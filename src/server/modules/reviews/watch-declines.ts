import type { Runtime } from "#server/platform/runtime.ts";
import {
  type DeclineAnomaly,
  detectDeclines,
  type Exclusion,
  WINDOW_MS,
} from "../anomalies/index.ts";
import { findUnclearedDeclineCases } from "./raise-case.repo.ts";
import { type Raised, raiseCase } from "./raise-case.ts";
import { readEvidence } from "./stored-evidence.ts";

const LOOK_BACK_MS = 60 * 86_400_000;

/** Looks at the decline rates of now and opens or raises a case for each method that stands out. */
export async function watchDeclines(runtime: Runtime): Promise<readonly Raised[] | "gated"> {
  const found = await detectDeclines(runtime, await notNormal(runtime));
  if (found.state === "gated") return "gated";
  const results: Raised[] = [];
  for (const anomaly of found.anomalies) results.push(await raiseAnomaly(runtime, anomaly));
  return results;
}

/** What people have not cleared must not become the measure of what is normal. */
async function notNormal(runtime: Runtime): Promise<Exclusion[]> {
  const since = new Date(runtime.clock.now().getTime() - LOOK_BACK_MS);
  const rows = await findUnclearedDeclineCases(runtime.db.prisma, runtime.scope, since);
  return rows.flatMap((row) =>
    readEvidence(row.evidence).hits.map((hit) => ({
      family: row.subjectId,
      from: hit.since,
      to: row.closedAt ?? new Date(hit.since.getTime() + WINDOW_MS),
    })),
  );
}

/** One case for each method at a time: which of its slices leads may change from minute to minute. */
async function raiseAnomaly(runtime: Runtime, anomaly: DeclineAnomaly): Promise<Raised> {
  return await raiseCase(runtime, {
    kind: "decline_rate",
    dedupeKey: `decline_rate:${anomaly.family}`,
    subject: { type: "payment_method_type", id: anomaly.family },
    title: anomaly.title,
    mention: { label: "Found", value: anomaly.title, href: null },
    amount: null,
    amountBase: anomaly.impactBase,
    suggestion: anomaly.suggestion,
    evidence: anomaly.evidence,
    hit: { key: anomaly.family, paymentId: null, since: anomaly.from, strength: anomaly.strength },
  });
}
