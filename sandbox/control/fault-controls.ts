import type { Engine } from "../engine.ts";
import type { ControlAnswer } from "./control-answer.ts";
import { ok, problem } from "./control-answer.ts";
import { describeEffects } from "./fault-effects.ts";

const ONE = /^\/_sandbox\/faults\/([^/]+)$/;

/** Answers `/_sandbox/faults…`; null for any other path. */
export function answerFaults(
  engine: Engine,
  method: string,
  path: string,
  readBody: () => unknown,
): ControlAnswer | null {
  const { faults } = engine;
  if (method === "GET" && path === "/_sandbox/faults/effects") return ok(describeEffects());
  if (path === "/_sandbox/faults") {
    if (method === "GET") return ok({ rules: faults.list() });
    if (method === "POST") return addRule(engine, readBody());
    if (method !== "DELETE") return null;
    faults.clear();
    return ok({ rules: [] });
  }
  const id = ONE.exec(path)?.[1];
  if (id === undefined) return null;
  const rule = faults.list().find((candidate) => candidate.id === id);
  if (rule === undefined) return problem(404, `there is no fault rule ${id}`);
  if (method === "GET") return ok(rule);
  if (method !== "DELETE") return null;
  faults.remove(id);
  return ok({ id, deleted: true });
}

function addRule(engine: Engine, input: unknown): ControlAnswer {
  const { faults } = engine;
  const rule = engine.startFault(input);
  if (typeof rule === "string") return problem(400, rule);
  return ok(faults.list().find(({ id }) => id === rule.id) ?? rule);
}
