import pg from "pg";
import { describe, expect, it } from "vitest";
import { newId } from "#server/platform/clock/ids.ts";
import { KINDS } from "#tests/faults/refund-desk.ts";
import { useApprovalDesk } from "#tests/support/approval-desk.ts";
import { decideWithPasskey } from "#tests/support/approve.ts";
import { holdsOffline } from "#tests/support/verify-offline.ts";
import { exportEvidence, verifyApprovals } from "./index.ts";

const desk = useApprovalDesk();

/** A refund that finance signed. Out: its command. */
async function signed(): Promise<string> {
  const { web, finance, ask } = desk();
  const bound = await ask();
  await decideWithPasskey(web, finance, KINDS, { ...bound, decision: "approved" });
  return bound.commandId;
}

const faults = async (commandId?: string) => {
  const found: unknown[] = [];
  for await (const { method, fault } of verifyApprovals(desk().worker, commandId))
    found.push([method, fault]);
  return found;
};

describe("evidence that was tampered with behind the triggers' back", () => {
  it("is not there at first: every stored approval holds", async () => {
    await signed();
    await signed();
    const all = await faults();
    expect(all.length).toBeGreaterThanOrEqual(2);
    expect(all.filter((found) => JSON.stringify(found) !== '["passkey",null]')).toEqual([]);
  });

  it.each([
    ["signature = set_byte(signature, 20, get_byte(signature, 20) # 1)", "signature wrong"],
    ["message = replace(message, 'policyVersion', 'policyversion')", "message unreadable"],
    ["origin = 'https://evil.example'", "signed at another address"],
    ["credential_id = 'AAAA'", "key is not the approver's"],
    ["credential_ref = gen_random_uuid()", "key is not the approver's"],
  ])("%s → %s", async (change, fault) => {
    const commandId = await signed();
    await forge(`UPDATE approval_signature SET ${change} WHERE approval_id IN
      (SELECT id FROM approval WHERE command_id = '${commandId}')`);
    expect(await faults(commandId)).toEqual([["passkey", fault]]);
  });

  it("is found where a code's record is exchanged, and where the request is", async () => {
    const commandId = await signed();
    await forge(
      `UPDATE command SET params = replace(params, '20000', '90000') WHERE id = '${commandId}'`,
    );
    expect(await faults(commandId)).toEqual([["passkey", "request is not the signed one"]]);
  });

  /** As who owns the whole server could. */
  async function forge(sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: desk().database.superuserUrl });
    await client.connect();
    await client.query("SET session_replication_role = replica");
    await client.query(sql);
    await client.end();
  }
});

describe("an exported approval", () => {
  it("is verified by the script of the papers, and by nothing that was changed", async () => {
    const commandId = await signed();
    const [file] = await exportEvidence(desk().worker, commandId);
    if (!file?.evidence.signed) throw new Error("a signed approval has a file");
    const { evidence } = file;
    const { signed: bytes } = file.evidence;
    const flipped = (text: string) => (text.startsWith("A") ? "B" : "A") + text.slice(1);
    expect(holdsOffline(file)).toBe(true);
    expect(holdsOffline({ ...file, request: `${file.request} ` })).toBe(false);
    expect(holdsOffline({ ...file, evidence: { ...evidence, approverId: newId() } })).toBe(false);
    const signature = flipped(bytes.signature);
    expect(
      holdsOffline({ ...file, evidence: { ...evidence, signed: { ...bytes, signature } } }),
    ).toBe(false);
  });
});
