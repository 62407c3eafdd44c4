import { execFileSync } from "node:child_process";
import { PlainFailure } from "../process/plain-failure.ts";

const ACCOUNT = "countersign-db";

/** Who runs the database: nothing to switch to for an ordinary user, an unprivileged account for root. */
export type ServerAccount = { uid?: number; gid?: number };

export const isRoot = process.getuid?.() === 0;

/**
 * PostgreSQL refuses to run as root. Out: the account to run it as; as root it is made when it is missing.
 * Throws PlainFailure when root cannot make one.
 */
export function serverAccount(): ServerAccount {
  if (!isRoot) return {};
  const known = lookUp();
  if (known !== undefined) return known;
  for (const [tool, args] of [
    [
      "useradd",
      ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT],
    ],
    ["adduser", ["-S", "-D", "-H", ACCOUNT]],
  ] as const) {
    try {
      execFileSync(tool, args, { stdio: "ignore" });
    } catch {
      // Another run may have made it at the same moment, or this tool is not there: look again below.
    }
    const made = lookUp();
    if (made !== undefined) return made;
  }
  throw new PlainFailure(
    `PostgreSQL does not run as root and the account ${ACCOUNT} could not be made: run this as an ordinary user.`,
  );
}

function lookUp(): ServerAccount | undefined {
  try {
    const ask = (flag: string) =>
      Number(
        execFileSync("id", [flag, ACCOUNT], {
          encoding: "utf8",
          stdio: ["ignore", "pipe", "ignore"],
        }).trim(),
      );
    return { uid: ask("-u"), gid: ask("-g") };
  } catch {
    return undefined;
  }
}
