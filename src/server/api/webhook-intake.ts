import { monotonicMs } from "#server/deps.ts";
import {
  createIntake,
  type DeliveryAnswer,
  type Intake,
  MAX_BODY_BYTES,
  receiveDelivery,
} from "#server/modules/webhooks/index.ts";
import { webRuntime } from "./web-runtime.ts";

const shared = globalThis as { countersignIntake?: Promise<Intake | null> };

/** The web's own intake, for installations without the listener; null when it was given no signing secret. */
function webIntake(): Promise<Intake | null> {
  shared.countersignIntake ??= open().catch((error: unknown) => {
    delete shared.countersignIntake;
    throw error;
  });
  return shared.countersignIntake;
}

async function open(): Promise<Intake | null> {
  const { env, runtime } = await webRuntime();
  return env.STRIPE_WEBHOOK_SECRETS === undefined
    ? null
    : createIntake(runtime, env.STRIPE_WEBHOOK_SECRETS);
}

/** Takes in one delivery from a web request, by the function the listener uses. 404 where this process receives none. */
export async function receiveWebRequest(request: Request): Promise<Response> {
  const startedMs = monotonicMs();
  const intake = await webIntake();
  if (intake === null) return new Response(null, { status: 404 });
  const announced = Number(request.headers.get("content-length") ?? 0);
  const rawBytes = announced > MAX_BODY_BYTES ? null : new Uint8Array(await request.arrayBuffer());
  const size = rawBytes?.byteLength ?? announced;
  const answer: DeliveryAnswer = await receiveDelivery(intake, {
    body: rawBytes === null || size > MAX_BODY_BYTES ? { tooBig: size } : rawBytes,
    signature: request.headers.get("stripe-signature"),
    remoteIp: request.headers.get("x-forwarded-for")?.split(",")[0]?.trim() ?? null,
    startedMs,
  });
  return new Response(answer.body, {
    status: answer.httpStatus,
    headers: { "content-type": "application/json" },
  });
}
