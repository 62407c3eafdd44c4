import { isGroup } from "../control/fault-arguments.ts";
import { flagIn, numberIn, textIn } from "../control/rule-arguments.ts";
import type { DeliveryFault } from "./delivery-plan.ts";
import { signatureHeader } from "./signature.ts";

/** The bytes and the signature of one attempt. */
export interface SignedBody {
  readonly body: string;
  readonly signature: string;
}

const WRONG_SECRET = "whsec_of_another_endpoint";

/** Signs an event as the endpoint expects it, or wrongly where a fault wants it so. `seconds` is real time. */
export function signedBody(
  event: object,
  secrets: readonly string[],
  seconds: number,
  fault: DeliveryFault | null,
): SignedBody {
  const body = JSON.stringify(event, null, 2);
  const signed = (text: string, by = secrets, at = seconds): SignedBody => ({
    body: text,
    signature: signatureHeader(by, at, text),
  });
  switch (fault?.effect) {
    case "webhook_bad_signature":
      return signed(body, [WRONG_SECRET]);
    case "webhook_old_timestamp":
      return signed(body, secrets, seconds - (numberIn(fault, "seconds") ?? 600));
    case "webhook_api_version":
      return signed(JSON.stringify({ ...event, api_version: textIn(fault, "version") }, null, 2));
    case "webhook_body_changed": {
      const changed = JSON.stringify(withOtherAmount(event, numberIn(fault, "by") ?? 1), null, 2);
      return flagIn(fault, "signed") === true
        ? signed(changed)
        : { ...signed(body), body: changed };
    }
    default:
      return signed(body);
  }
}

/** An object without an amount is left with one, so that the body is changed in any case. */
function withOtherAmount(event: object, by: number): object {
  const data = new Map<string, unknown>(Object.entries(event)).get("data");
  const object = isGroup(data) ? data["object"] : null;
  if (!isGroup(data) || !isGroup(object)) return { ...event, changed_by: by };
  const amount = typeof object["amount"] === "number" ? object["amount"] + by : by;
  return { ...event, data: { ...data, object: { ...object, amount } } };
}
