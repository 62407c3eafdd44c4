import type { ApiAnswer, ApiRequest } from "../protocol/execute-request.ts";
import { fractionOf } from "../store/deterministic-ids.ts";
import type { World } from "../world.ts";
import { isGroup } from "./fault-arguments.ts";
import type { FaultRule } from "./fault-rules.ts";
import type { FaultyAnswer } from "./request-faults.ts";
import { flagIn, numberIn } from "./rule-arguments.ts";
import { staleAnswer } from "./stale-read.ts";

const HTML = "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>";

/** What becomes of the answer of an executed request; null where the rule leaves it as it is. */
export function answerChanged(
  world: World,
  rule: FaultRule,
  request: ApiRequest,
  answer: ApiAnswer,
): FaultyAnswer | null {
  const with200 = (body: string, type = "application/json"): FaultyAnswer => ({
    kind: "answer",
    status: 200,
    body,
    headers: { "content-type": type },
  });
  const half = answer.body.slice(0, Math.floor(answer.body.length / 2));
  switch (rule.effect) {
    case "reset_after_effect":
      return { kind: "reset", body: null };
    case "reset_in_body":
      return { kind: "reset", body: answer.body };
    case "timeout_after_effect":
      return { kind: "silence" };
    case "truncated_body":
      return with200(half);
    case "not_json":
      return with200(HTML, "text/html");
    case "wrong_object":
      return with200("{}");
    case "stale_read": {
      if (request.method !== "GET" || answer.status !== 200) return null;
      const sinceMs = world.clock.nowMs() - (numberIn(rule, "seconds") ?? 60) * 1000;
      return {
        kind: "answer",
        headers: {},
        ...staleAnswer(world, request.requestId, answer, sinceMs),
      };
    }
    case "partial_page":
      return answer.status === 200 ? partialPage(world, rule, answer.body) : null;
    default:
      return null;
  }
}

/** Leaves out objects of a list's page, drawn by the seed, and remembers which. */
function partialPage(world: World, rule: FaultRule, body: string): FaultyAnswer | null {
  const page: unknown = JSON.parse(body);
  if (!isGroup(page) || !Array.isArray(page["data"])) return null;
  const kept = page["data"].map((item: unknown) => item);
  for (let left = numberIn(rule, "drop") ?? 1; left > 0 && kept.length > 0; left -= 1) {
    const draw = fractionOf(`${rule.seed}:partial_page:${rule.hits}:${left}`);
    const [dropped] = kept.splice(Math.floor(draw * kept.length), 1);
    const id = isGroup(dropped) ? dropped["id"] : null;
    world.faults.touch(rule, typeof id === "string" ? id : null);
  }
  const hasMore = flagIn(rule, "hasMore") ?? page["has_more"];
  const text = JSON.stringify({ ...page, data: kept, has_more: hasMore }, null, 2);
  return { kind: "answer", status: 200, body: text, headers: {} };
}
