import type { Engine } from "../engine.ts";
import { startableIncidents, startIncident } from "../history/incidents/start-incident.ts";
import { readTruth } from "../history/truth.ts";
import { type ControlAnswer, problem } from "./control-answer.ts";

/** Answers `/_sandbox/truth` and `/_sandbox/incidents`; null for other paths. */
export function answerIncidents(
  engine: Engine,
  method: string,
  path: string,
  readBody: () => Readonly<Record<string, unknown>>,
): ControlAnswer | null {
  switch (`${method} ${path}`) {
    case "GET /_sandbox/truth":
      return { status: 200, body: readTruth(engine.world) };
    case "GET /_sandbox/incidents":
      return { status: 200, body: { incidents: startableIncidents() } };
    case "POST /_sandbox/incidents": {
      const started = startIncident(engine, String(readBody()["name"]));
      if (started !== null) return { status: 200, body: started };
      const names = startableIncidents().map(({ name }) => name);
      return problem(400, `name is one of ${names.join(", ")}`);
    }
    default:
      return null;
  }
}
