import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  cloneRoot,
  projectEnvironment,
  projectNode,
  runStep,
  StepFailure,
  systemEnvironment,
  tell,
  workFolder,
} from "./run-step.mjs";

const OLDEST_NODE = 20;
const stampFile = join(workFolder, "stamps.json");

/** Installs the packages when the lock file asks for others than are there, and generates the database client. */
export async function prepareClone() {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
    throw new StepFailure(
      `This needs Node ${OLDEST_NODE} or newer, and this is Node ${process.versions.node}.`,
    );
  }
  if (!areDependenciesInstalled()) {
    tell("installing the packages (npm ci)");
    await runStep(
      "install",
      "npm",
      ["ci"],
      systemEnvironment({ PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" }),
    );
  }
  const client = join(cloneRoot, "src", "server", "platform", "db", "generated");
  await whenChanged(
    "client",
    ["prisma/schema", "prisma.config.ts", "package-lock.json"],
    client,
    async () => {
      tell("generating the database client");
      await runStep(
        "generate-client",
        projectNode,
        ["node_modules/prisma/build/index.js", "generate"],
        projectEnvironment(),
      );
    },
  );
}

/** Generates what the sandbox's answers are checked against: schemas from the types of the installed stripe package. */
export async function generateContracts() {
  const generated = join(cloneRoot, "sandbox", "contracts", "generated");
  await whenChanged(
    "contracts",
    ["sandbox/contracts", "package-lock.json"],
    generated,
    async () => {
      tell("generating the contract schemas");
      await runStep(
        "generate-contracts",
        projectNode,
        ["sandbox/contracts/generate.ts"],
        projectEnvironment(),
      );
    },
  );
}

/** Builds the web application when one of its sources changed since the last build. */
export async function buildWeb() {
  const sources = [
    "src",
    "prisma/schema",
    "public",
    "next.config.js",
    "postcss.config.mjs",
    "tsconfig.json",
    "package-lock.json",
  ];
  await whenChanged("build", sources, join(cloneRoot, ".next", "BUILD_ID"), async () => {
    tell("building the web application");
    const next = ["node_modules/next/dist/bin/next", "build"];
    await runStep("build", projectNode, next, projectEnvironment({ NODE_ENV: "production" }));
  });
}

/** npm writes down what it installed as the last thing it does: compare that with the lock file. */
function areDependenciesInstalled() {
  const installedFile = join(cloneRoot, "node_modules", ".package-lock.json");
  if (!existsSync(installedFile) || !existsSync(projectNode)) return false;
  const wanted = readJson(join(cloneRoot, "package-lock.json")).packages;
  const installed = readJson(installedFile).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || entry.optional === true || entry.devOptional === true) return true;
    return installed[path]?.version === entry.version;
  });
}

async function whenChanged(name, sources, result, action) {
  const stamps = existsSync(stampFile) ? readJson(stampFile) : {};
  const hash = createHash("sha256");
  for (const source of sources) addToHash(hash, source);
  const stamp = hash.digest("hex");
  if (stamps[name] === stamp && existsSync(result)) return;
  await action();
  mkdirSync(workFolder, { recursive: true });
  writeFileSync(stampFile, JSON.stringify({ ...stamps, [name]: stamp }));
}

/** Tests and what is generated from the other sources do not change the result. */
const isIgnored = (path) => path.endsWith("/generated") || /\.test\.tsx?$/.test(path);

function addToHash(hash, path) {
  const full = join(cloneRoot, path);
  if (isIgnored(path) || !existsSync(full)) return;
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).toSorted()) addToHash(hash, `${path}/${name}`);
    return;
  }
  hash.update(path).update("\0").update(readFileSync(full)).update("\0");
}

function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
