import { createHmac } from "node:crypto";
import { environments } from "../../src/server/platform/env/variables.ts";
import { type DatabaseRole, deriveRolePassword } from "../postgres/database-roles.ts";
import { PlainFailure } from "../process/plain-failure.ts";
import type { ProductPlan } from "../stack/process-plans.ts";

const SHORTEST_SECRET = 32;

/** What the operator sets for `npm start`; see .env.example. */
export type Installation = {
  ownerUrl: string;
  rolePassword: (role: DatabaseRole) => string;
  /** Everything but the URLs of the roles, which exist only once the database is migrated. */
  plan: Omit<ProductPlan, "roleUrls">;
};

/** In: the environment. Out: the installation. Throws PlainFailure naming the variables that are missing. */
export function readInstallation(source: Record<string, string | undefined>): Installation {
  const names = [
    "DATABASE_URL",
    "COUNTERSIGN_SECRET",
    "STRIPE_API_KEY",
    "STRIPE_WEBHOOK_SECRETS",
    "STRIPE_ACCOUNT_ID",
    "STRIPE_LIVEMODE",
    "NEXTAUTH_URL",
  ] as const;
  const missing = names.filter((name) => source[name] === undefined || source[name] === "");
  if (missing.length > 0) throw new PlainFailure(`Set ${missing.join(", ")} (see .env.example).`);
  const read = (name: (typeof names)[number]): string => source[name] ?? "";
  const secret = read("COUNTERSIGN_SECRET");
  if (secret.length < SHORTEST_SECRET) {
    throw new PlainFailure(`COUNTERSIGN_SECRET needs ${SHORTEST_SECRET} characters or more.`);
  }
  const derive = (purpose: string): Buffer => createHmac("sha256", secret).update(purpose).digest();
  return {
    ownerUrl: read("DATABASE_URL"),
    rolePassword: (role) => deriveRolePassword(secret, role),
    plan: {
      accountId: read("STRIPE_ACCOUNT_ID"),
      livemode: read("STRIPE_LIVEMODE") === "true",
      stripeApiKey: read("STRIPE_API_KEY"),
      webhookSecret: read("STRIPE_WEBHOOK_SECRETS"),
      publicUrl: read("NEXTAUTH_URL"),
      encryptionKey: derive("encryption key").toString("base64"),
      nextAuthSecret: derive("session secret").toString("base64url"),
      webPort: Number(source["PORT"] ?? "3000"),
      ingestPort: Number(source["INGEST_PORT"] ?? "4001"),
      extra: {
        web: optionalSettings("web", source, names),
        ingest: optionalSettings("ingest", source, names),
        worker: optionalSettings("worker", source, names),
      },
    },
  };
}

/** The settings with defaults that the operator chose for a kind of process, and none that another kind reads. */
function optionalSettings(
  kind: "web" | "ingest" | "worker",
  source: Record<string, string | undefined>,
  required: readonly string[],
): Record<string, string> {
  const known = Object.keys(environments[kind].shape).filter((name) => !required.includes(name));
  return Object.fromEntries(
    known.flatMap((name) => {
      const value = source[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
