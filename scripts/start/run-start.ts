import { existsSync } from "node:fs";
import { join } from "node:path";
import { migrate } from "../../src/server/platform/db/migrate.ts";
import { setRolePasswords } from "../postgres/database-roles.ts";
import { cloneRoot } from "../process/clone-root.ts";
import { onStopRequest } from "../process/on-stop-request.ts";
import { explain } from "../process/plain-failure.ts";
import {
  ingestProcess,
  type ProductPlan,
  webProcess,
  workerProcess,
} from "../stack/process-plans.ts";
import { type SupervisedProcess, superviseProcess } from "../stack/supervised-process.ts";
import { readInstallation } from "./production-plan.ts";

const log = (line: string): void => console.log(line);
const running: SupervisedProcess[] = [];

async function stopAll(exitCode: number): Promise<void> {
  await Promise.all(running.map((supervised) => supervised.stop()));
  process.exit(exitCode);
}

async function preparePlan(): Promise<ProductPlan> {
  const environmentFile = join(cloneRoot, ".env");
  if (existsSync(environmentFile)) process.loadEnvFile(environmentFile);
  const { ownerUrl, rolePassword, plan } = readInstallation(process.env);
  const migrationsDir = join(cloneRoot, "prisma", "migrations");
  await migrate({ connectionString: ownerUrl, migrationsDir, log });
  return { ...plan, roleUrls: await setRolePasswords(ownerUrl, rolePassword) };
}

async function main(): Promise<void> {
  onStopRequest(() => {
    log("stopping");
    void stopAll(0);
  });
  const plan = await preparePlan();
  for (const process of [ingestProcess(plan), workerProcess(plan), webProcess(plan)]) {
    running.push(superviseProcess(process, { log, onStart: () => undefined }));
  }
  await Promise.all(running.map((supervised) => supervised.ready));
  log(`Countersign listens on http://localhost:${plan.webPort} for ${plan.publicUrl}`);
}

try {
  await main();
} catch (error) {
  console.error(explain(error));
  await stopAll(1);
}
