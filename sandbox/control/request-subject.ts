import type { ApiRequest } from "../protocol/execute-request.ts";
import type { ObjectKind } from "../store/object-kinds.ts";
import type { World } from "../world.ts";
import { type FaultSubject, idsIn } from "./fault-match.ts";

const LOOKS_LIKE_AN_ID = /^[a-z]+_\w*[0-9A-Z]\w*$/;
const KIND_OF: Readonly<Record<string, ObjectKind>> = {
  pi: "payment_intent",
  ch: "charge",
  py: "charge",
  re: "refund",
  txn: "balance_transaction",
};

/** What fault rules can ask of a request: also the ids that belong to the objects it names, such as their customer. */
export function requestSubject(world: World, request: ApiRequest): FaultSubject {
  const named = [...request.path.split("/"), ...new URLSearchParams(request.form).values()].filter(
    (text) => LOOKS_LIKE_AN_ID.test(text),
  );
  const belonging = named.flatMap((id) => {
    const kind = KIND_OF[id.slice(0, id.indexOf("_"))];
    const doc = kind === undefined ? undefined : world.store.getAnywhere(kind, id)?.doc;
    return doc === undefined ? [] : idsIn(doc);
  });
  return {
    method: request.method,
    path: request.path,
    idempotencyKey: request.idempotencyKey,
    mentions: [...new Set([...named, ...belonging])],
  };
}
