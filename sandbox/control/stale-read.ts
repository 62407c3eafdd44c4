import { noSuch } from "../protocol/api-error.ts";
import { type ApiAnswer, answerOf } from "../protocol/execute-request.ts";
import type { World } from "../world.ts";
import { isGroup } from "./fault-arguments.ts";

type Json = Record<string, unknown>;

/**
 * An answer as it would have been at `sinceMs` of the account's clock. What its objects were is read back from the events
 * since then, whose `previous_attributes` undo each change; what was created since then was not there.
 */
export function staleAnswer(
  world: World,
  requestId: string,
  answer: ApiAnswer,
  sinceMs: number,
): { status: number; body: string } {
  const body: unknown = JSON.parse(answer.body);
  if (!isGroup(body)) return answer;
  const changes = changesSince(world, Math.floor(sinceMs / 1000));
  const before = (object: unknown): unknown =>
    isGroup(object) ? earlier(object, changes) : object;
  const data = body["data"];
  if (Array.isArray(data)) {
    const page = data.map(before).filter((object) => object !== null);
    return { status: 200, body: JSON.stringify({ ...body, data: page }, null, 2) };
  }
  const shown = before(body);
  if (shown !== null) return { status: 200, body: JSON.stringify(shown, null, 2) };
  const missing = noSuch(String(body["object"]), String(body["id"]), "id", 404);
  return answerOf(missing, requestId);
}

/** For each object that changed: its events since then, newest first. */
function changesSince(world: World, seconds: number): Map<string, { data: Json; type: string }[]> {
  const changes = new Map<string, { data: Json; type: string }[]>();
  const rows = world.store
    .sql("SELECT type, doc FROM event WHERE created > ? ORDER BY seq DESC")
    .all(seconds);
  for (const row of rows) {
    const event: unknown = JSON.parse(String(row["doc"]));
    const data = isGroup(event) ? event["data"] : null;
    if (!isGroup(data) || !isGroup(data["object"])) continue;
    const id = String(data["object"]["id"]);
    changes.set(id, [...(changes.get(id) ?? []), { data, type: String(row["type"]) }]);
  }
  return changes;
}

/** The object before its changes; null when it was born among them. */
function earlier(object: Json, changes: ReturnType<typeof changesSince>): Json | null {
  const own = changes.get(String(object["id"])) ?? [];
  let shown = object;
  for (const { data } of own) {
    const was = data["previous_attributes"];
    if (!isGroup(was)) return null;
    shown = undone(shown, was);
  }
  return shown;
}

function undone(now: Json, was: Json): Json {
  const result: Json = { ...now };
  for (const [name, value] of Object.entries(was)) {
    const current = now[name];
    result[name] = isGroup(value) && isGroup(current) ? undone(current, value) : value;
  }
  return result;
}
