import { openIngest } from "#server/deps.ts";
import { createIntake } from "#server/modules/webhooks/index.ts";
import { createListener } from "./listener.ts";

const { env, runtime, nowMs, databaseAnswers } = await openIngest();
const intake = createIntake(runtime, env.STRIPE_WEBHOOK_SECRETS);
const server = createListener({ intake, ready: databaseAnswers, nowMs });

server.listen(env.INGEST_PORT, env.INGEST_HOST, () => {
  runtime.log.info({ address: server.address() }, "listening for webhooks");
});

let stopping = false;
const stop = (signal: string): void => {
  if (stopping) return;
  stopping = true;
  runtime.log.info({ signal }, "stopping");
  // Requests under way are answered; keep-alive connections that wait are closed.
  server.close(() => void runtime.close().then(() => process.exit(0)));
  server.closeIdleConnections();
};
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
