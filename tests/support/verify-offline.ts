import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether the script of the papers finds an exported approval in order, with nothing but the file. */
export function holdsOffline(file: object): boolean {
  const folder = mkdtempSync(join(tmpdir(), "evidence-"));
  const path = join(folder, "approval.json");
  writeFileSync(path, JSON.stringify(file));
  try {
    execFileSync(process.execPath, ["docs/verify-approval.mjs", path], { stdio: "pipe" });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
