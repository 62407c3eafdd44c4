import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { removeCluster } from "../postgres/left-over-server.ts";
import { startPostgres } from "../postgres/start-postgres.ts";
import { isPortFree, reusePort } from "../process/free-port.ts";
import { identify, type ProcessIdentity } from "../process/identity.ts";
import { explain, PlainFailure } from "../process/plain-failure.ts";
import { pollUntil } from "../process/poll-until.ts";
import { seedDemoPeople } from "./demo-people.ts";
import { answersWell } from "./http-probe.ts";
import { endLeftOvers } from "./left-over-processes.ts";
import {
  type ExtraEnvironment,
  ingestProcess,
  type ProductPlan,
  readReadyLine,
  sandboxProcess,
  webProcess,
  workerProcess,
} from "./process-plans.ts";
import { type StackDatabase, startStackDatabase } from "./stack-database.ts";
import {
  type HistoryStory,
  newState,
  type RunningPart,
  readState,
  type StackState,
  stateFileOf,
  writeState,
} from "./state-file.ts";
import {
  type ProcessPlan,
  type SupervisedProcess,
  superviseProcess,
} from "./supervised-process.ts";
import { registerWebhookEndpoint } from "./webhook-endpoint.ts";

const IMPORT_WITHIN_MS = 15 * 60_000;

/**
 * `folder`: state, logs and the sandbox's world. `databaseDir`: the cluster's folder. `extra`: shorter leases for tests.
 * `fresh`: delete the data of earlier runs. `fast`: the data end with the run. `log`: a line for the person who watches.
 */
export type StackOptions = {
  folder: string;
  databaseDir: string;
  webPort: number;
  days: number;
  scenario: string;
  /** 1 unless given. */
  seed?: number;
  /** How fast the sandbox's clock runs beside real time; 1 unless given. */
  speed?: number;
  livePerHour: number;
  paymentsPerDay?: number;
  extra: ExtraEnvironment;
  fresh: boolean;
  fast: boolean;
  log: (line: string) => void;
};

/** The whole product on one machine with a sandbox in Stripe's place: started once, stopped once. */
export class Stack {
  readonly #options: StackOptions;
  readonly #stateFile: string;
  readonly #logFolder: string;
  readonly #processes: SupervisedProcess[] = [];
  #state: StackState;
  #database: StackDatabase | undefined;
  #started: Promise<void> = Promise.resolve();
  #stopping = false;
  /** False until it is sure that no other run uses this folder. */
  #mayWrite = false;

  constructor(options: StackOptions) {
    this.#options = options;
    this.#stateFile = stateFileOf(options.folder);
    this.#logFolder = join(options.folder, "logs");
    this.#state = readState(this.#stateFile) ?? newState(wanted(options));
  }

  /** Starts everything, in order. Out: the state, with addresses and logins. Throws PlainFailure; call `stop` then too. */
  async start(): Promise<StackState> {
    const starting = this.#startAll();
    this.#started = starting.then(
      () => undefined,
      () => undefined,
    );
    return starting;
  }

  async #startAll(): Promise<StackState> {
    const { log } = this.#options;
    await this.#clearAway();
    const running = await this.#startDatabase();
    const clockUrl = await this.#startSandbox(running);
    const plan = await this.#planProduct(running, clockUrl);
    log("starting ingest, worker and web");
    await this.#run(ingestProcess(plan));
    await Promise.all([this.#run(workerProcess(plan)), this.#run(webProcess(plan))]);
    await this.#makePeople(running);
    await this.#awaitImport(running.webUrl);
    return this.#state;
  }

  /** Ends every process, the database last, and leaves the data. May be called at any time, also while starting. */
  async stop(): Promise<void> {
    this.#stopping = true;
    // First what runs, which makes a start in progress give up; then what that start had begun meanwhile.
    await this.#stopProcesses();
    await this.#started;
    await this.#stopProcesses();
    await this.#database?.server.stop();
    if (!this.#mayWrite) return;
    const ended = { ...this.#state };
    delete ended.running;
    writeState(this.#stateFile, ended);
  }

  async #stopProcesses(): Promise<void> {
    const [sandbox, ...others] = this.#processes;
    await Promise.all(others.map((running) => running.stop()));
    await sandbox?.stop();
  }

  async #clearAway(): Promise<void> {
    const { folder, databaseDir, webPort, fresh, log } = this.#options;
    const ended = await endLeftOvers(this.#state);
    this.#mayWrite = true;
    if (ended.length > 0) log(`ended what an earlier run left behind: ${ended.join(", ")}`);
    if (!(await isPortFree(webPort))) {
      throw new PlainFailure(
        `Port ${webPort} is taken by another program: choose another one with --port.`,
      );
    }
    // Data without a state belong to an account and to secrets that nobody knows any more.
    if (fresh || readState(this.#stateFile) === undefined) {
      if (fresh) log("deleting the data of earlier runs");
      await removeCluster(databaseDir);
      rmSync(join(folder, "sandbox"), { recursive: true, force: true });
      this.#state = newState(wanted(this.#options));
    } else if (storyOf(this.#state) !== storyOf(wanted(this.#options))) {
      log(`keeping the data that are there (${storyOf(this.#state)}): --fresh makes new ones`);
    }
    rmSync(this.#logFolder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  async #startDatabase(): Promise<RunningPart> {
    const { databaseDir, fast, webPort, log } = this.#options;
    log("starting the database and migrating it");
    const { roleSecret } = this.#state.secrets;
    this.#database = await startStackDatabase({ dataDir: databaseDir, roleSecret, fast });
    this.#watchDatabase(this.#database);
    this.#checkNotStopped();
    const { ownerUrl, roleUrls } = this.#database;
    const supervisor = identify();
    if (supervisor === undefined)
      throw new PlainFailure("This system does not tell when a process started.");
    const running: RunningPart = {
      supervisor,
      processes: [],
      webUrl: `http://localhost:${webPort}`,
      ingestUrl: "",
      sandboxUrl: "",
      sandboxClockUrl: "",
      database: { ownerUrl, roleUrls },
    };
    this.#remember({ running });
    return running;
  }

  /** The database is not one of the supervised processes: it must come back on the same port, after crash recovery. */
  #watchDatabase(database: StackDatabase): void {
    const { databaseDir, log } = this.#options;
    const again = async (): Promise<void> => {
      if (this.#stopping) return;
      log("the database ended: starting it again");
      try {
        const server = await startPostgres({ dataDir: databaseDir, port: database.server.port });
        Object.assign(database, { server });
        this.#watchDatabase(database);
      } catch (error) {
        log(explain(error));
      }
    };
    void database.server.exited.then(again);
  }

  async #startSandbox(running: RunningPart): Promise<string> {
    const { folder, livePerHour, speed = 1, paymentsPerDay, log } = this.#options;
    const { days, scenario, seed = 1 } = this.#state;
    log(`starting the Stripe sandbox (${days} days of history the first time)`);
    const port = await reusePort(this.#state.ports.sandbox);
    const dataDir = join(folder, "sandbox");
    const { stripeApiKey: apiKey } = this.#state.secrets;
    const story = { days, scenario, seed };
    const world = { dataDir, apiKey, port, ...story, speed, livePerHour, paymentsPerDay };
    await this.#run(sandboxProcess({ logFolder: this.#logFolder, ...world }));
    const said = readReadyLine(this.#logFolder);
    if (said === undefined) throw new PlainFailure("The sandbox did not say where it listens.");
    running.sandboxUrl = said.url;
    running.sandboxClockUrl = said.clockUrl;
    this.#remember({ accountId: said.accountId, ports: { ...this.#state.ports, sandbox: port } });
    return said.clockUrl;
  }

  async #planProduct(running: RunningPart, sandboxClockUrl: string): Promise<ProductPlan> {
    const { secrets, accountId = "", webhookEndpoint: known } = this.#state;
    const ingestPort = await reusePort(this.#state.ports.ingest);
    running.ingestUrl = `http://127.0.0.1:${ingestPort}`;
    const webhookEndpoint = await registerWebhookEndpoint({
      apiUrl: running.sandboxUrl,
      apiKey: secrets.stripeApiKey,
      targetUrl: `${running.ingestUrl}/webhooks/stripe`,
      known,
    });
    this.#remember({ webhookEndpoint, ports: { ...this.#state.ports, ingest: ingestPort } });
    return {
      logFolder: this.#logFolder,
      roleUrls: running.database.roleUrls,
      accountId,
      livemode: false,
      stripeApiKey: secrets.stripeApiKey,
      webhookSecret: webhookEndpoint.secret,
      encryptionKey: secrets.encryptionKey,
      nextAuthSecret: secrets.nextAuthSecret,
      publicUrl: running.webUrl,
      webPort: this.#options.webPort,
      ingestPort,
      sandbox: { url: running.sandboxUrl, clockUrl: sandboxClockUrl },
      extra: this.#options.extra,
    };
  }

  async #makePeople(running: RunningPart): Promise<void> {
    if (this.#state.logins.length > 0) return;
    this.#options.log("making the demo's people");
    const logins = await seedDemoPeople({
      DATABASE_URL: running.database.ownerUrl,
      STRIPE_ACCOUNT_ID: this.#state.accountId ?? "",
      STRIPE_LIVEMODE: "false",
    });
    this.#remember({ logins });
  }

  async #awaitImport(webUrl: string): Promise<void> {
    this.#options.log("importing the account's history");
    const ready = await pollUntil(async () => {
      this.#checkNotStopped();
      return answersWell(`${webUrl}/api/health/ready`);
    }, IMPORT_WITHIN_MS);
    if (ready === undefined)
      throw new PlainFailure(
        `The import did not finish within 15 minutes (see ${this.#logFolder}).`,
      );
  }

  async #run(plan: ProcessPlan): Promise<void> {
    this.#checkNotStopped();
    const supervised = superviseProcess(plan, {
      log: this.#options.log,
      onStart: (name, identity) => this.#rememberProcess(name, identity),
    });
    this.#processes.push(supervised);
    await supervised.ready;
  }

  #rememberProcess(name: string, identity: ProcessIdentity): void {
    const { running } = this.#state;
    if (running === undefined) return;
    const others = running.processes.filter((known) => known.name !== name);
    running.processes = [...others, { name, ...identity }];
    this.#remember({});
  }

  #remember(change: Partial<StackState>): void {
    this.#state = { ...this.#state, ...change };
    writeState(this.#stateFile, this.#state);
  }

  #checkNotStopped(): void {
    if (this.#stopping) throw new PlainFailure("Stopped while starting.");
  }
}

function wanted({ days, scenario, seed = 1 }: StackOptions): HistoryStory {
  return { days, scenario, seed };
}

function storyOf({ days, scenario, seed = 1 }: Partial<HistoryStory>): string {
  return `${days} days, ${scenario}, seed ${seed}`;
}
