import { executeDueCommand } from "#server/modules/commands/index.ts";
import { refundKind } from "#server/modules/refunds/index.ts";
import { systemClock } from "#server/platform/clock/clock.ts";
import { openDatabase } from "#server/platform/db/database.ts";
import { createLogger } from "#server/platform/log/logger.ts";
import { createStripeGateway } from "#server/platform/stripe/stripe-gateway.ts";
import { NEVER_OPENS } from "#tests/support/breaker-limits.ts";

/**
 * A worker of its own process that executes one command and stands still at a given point until it is killed.
 * Arguments: JSON with `databaseUrl`, `apiUrl`, `apiKey`, `accountId`, `dieAt` and `leaseMs`. Prints the point it reached.
 */
interface Doom {
  readonly databaseUrl: string;
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly accountId: string;
  readonly dieAt: "claimed" | "answered";
  readonly leaseMs: number;
}

const doom = JSON.parse(process.argv[2] ?? "{}") as Doom;

/** Says where it stands and never goes on; the interval keeps the process alive until it is killed. */
function standStill(point: Doom["dieAt"]): Promise<never> {
  process.stdout.write(`${point}\n`);
  setInterval(() => undefined, 60_000);
  return new Promise<never>(() => undefined);
}

const gateway = createStripeGateway({
  apiKey: doom.apiKey,
  apiUrl: doom.apiUrl,
  timeoutMs: 5_000,
  clock: systemClock,
  callLog: { write: () => Promise.resolve() },
});

await executeDueCommand(
  {
    db: openDatabase(doom.databaseUrl, 4, "doomed-executor"),
    clock: systemClock,
    log: createLogger("doomed-executor", "silent"),
    scope: { accountId: doom.accountId, livemode: false },
    settings: {
      holdMs: 0,
      caseLeaseMs: 60_000,
      approvalTtlMs: 60_000,
      stepUpMs: 60_000,
      customerReturnUrl: "",
    },
    signing: null,
  },
  {
    kinds: { refund: refundKind },
    reader: gateway,
    bulkWriter: gateway,
    writer: {
      send: async (operation, mutation) => {
        if (doom.dieAt === "claimed") return await standStill("claimed");
        await gateway.send(operation, mutation);
        return await standStill("answered");
      },
    },
    leaseMs: doom.leaseMs,
    backoffMs: 1,
    probeAfterMs: 1,
    breaker: NEVER_OPENS,
  },
);
