import { answerControl } from "../control/control-routes.ts";
import type { Engine } from "../engine.ts";

interface Asked {
  readonly method: "GET" | "POST" | "DELETE";
  /** Behind `/_sandbox/`. */
  readonly path: string;
  readonly body?: object;
}

export interface ControlResult {
  readonly body: Readonly<Record<string, unknown>>;
  /** Why the control refused; null when it did what was asked. */
  readonly problem: string | null;
}

/** Does what a program would ask of the controls, so that a page can do nothing that a test cannot. */
export function askControl(engine: Engine, { method, path, body }: Asked): ControlResult {
  engine.catchUp();
  const url = new URL(path, "http://127.0.0.1/_sandbox/");
  const answer = answerControl(engine, {
    method,
    path: url.pathname,
    query: url.searchParams,
    body: body === undefined ? "" : JSON.stringify(body),
  });
  const { error } = answer.body as { error?: { message?: unknown } };
  const problem = answer.status < 300 ? null : wordsIn(error?.message, String(answer.status));
  return { body: { ...answer.body }, problem };
}

/** The rows under a name of a control's answer. */
export function rowsIn(
  { body }: ControlResult,
  name: string,
): readonly Readonly<Record<string, unknown>>[] {
  const rows = body[name];
  return Array.isArray(rows) ? rows.filter(isRow) : [];
}

/** True for a JSON object. */
export function isRow(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Text from a control's answer; `otherwise` where it holds none. */
export function wordsIn(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}
