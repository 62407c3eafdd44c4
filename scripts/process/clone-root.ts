import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { join } from "node:path";

/** The folder of this clone. */
export const cloneRoot = realpathSync(join(import.meta.dirname, "..", ".."));

/** Git-ignored working folder of this clone: state, stamps, logs, sandbox data. */
export const workFolder = join(cloneRoot, ".countersign");

/** A short name that differs for each clone on one machine. */
export const cloneId = createHash("sha256").update(cloneRoot).digest("hex").slice(0, 12);
