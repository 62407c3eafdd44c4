import { describe, expect, it } from "vitest";
import type { CommandFact, Evidence } from "./evidence.ts";
import { violationsIn } from "./invariants.ts";

const SIGNED = { kind: "approval", approvals: 1 } as const;
const ID = "0198f000-0000-7000-8000-000000000001";
const OTHER = "0198f000-0000-7000-8000-000000000002";
const KEY = `cmd/${ID}/refund/1`;
const HOUR_MS = 3_600_000;

const command: CommandFact = {
  id: ID,
  kind: "refund",
  state: "succeeded",
  version: 3,
  requesterId: "ada",
  amount: 700n,
  resultId: "re_1",
  paramsHash: "p",
  previewHash: "v",
  verdict: { kind: "allow", approvals: 0 },
};
const effect = {
  id: "re_1",
  commandId: ID,
  objectId: "ch_1",
  amount: 700n,
  status: "succeeded",
  counts: true,
};
const edge = (event: string, from: string, to: string, version: number) => ({
  commandId: ID,
  action: event === "claim" ? "command.sent" : "command.settled",
  details: { event, from, to, version, attempt: 1 },
});
const change = (version: number, was: string, becomes: string) => ({
  commandId: ID,
  version,
  was,
  becomes,
});
const asked = { subject: "refund", commandId: ID, targetId: "pi_1", amount: "700", told: "held" };

/** A run in which one refund was asked for, sent once, answered and written down. */
const sound: Evidence = {
  commands: [command],
  attempts: [{ commandId: ID, n: 1, outcome: "accepted" }],
  approvals: [],
  audits: [
    edge("claim", "held", "executing", 2),
    edge("answered-succeeded", "executing", "succeeded", 3),
  ],
  changes: [change(2, "held", "executing"), change(3, "executing", "succeeded")],
  reservations: [{ commandId: ID, chargeId: "ch_1", amount: 700n, state: "converted" }],
  guards: [{ chargeId: "ch_1", captured: 2_000n, refunded: 700n, held: 0n }],
  overdrawn: [],
  released: [],
  effects: [effect],
  sent: [{ key: KEY, form: "amount=700", atMs: 0 }],
  memory: {
    intents: new Map([[ID, asked]]),
    calledOff: new Set(),
    touchedOutside: new Set(),
    skewed: false,
  },
  ledger: { drift: 0n, violated: [] },
  stuck: [],
};

const harmsOf = (change: Partial<Evidence>) =>
  [...new Set(violationsIn({ ...sound, ...change }).map(({ harm }) => harm))].toSorted();
const remember = (change: Partial<Evidence["memory"]>) => ({
  memory: { ...sound.memory, ...change },
});

describe("what must hold after a run", () => {
  it("holds of a refund that went well", () => {
    expect(violationsIn(sound)).toEqual([]);
  });

  it.each<[string, Partial<Evidence>, string[]]>([
    [
      "two refunds of one command",
      { effects: [effect, { ...effect, id: "re_2" }] },
      ["duplicate", "lost", "other"],
    ],
    [
      "more money than was approved",
      { effects: [{ ...effect, amount: 701n }] },
      ["duplicate", "other"],
    ],
    ["a success without a refund", { effects: [] }, ["lost", "other"]],
    [
      "a refund of a command that is stored as failed",
      { commands: [{ ...command, resultId: null }] },
      ["lost"],
    ],
    [
      "a request that was confirmed and is not stored",
      remember({ intents: new Map([[OTHER, { ...asked, commandId: OTHER }]]) }),
      ["lost"],
    ],
    [
      "a request that was refused and is stored",
      remember({ intents: new Map([[ID, { ...asked, told: "POLICY_DENIED" }]]) }),
      ["lost"],
    ],
    ["books that are off by a cent", { ledger: { drift: 1n, violated: [] } }, ["drift"]],
    ["a broken book", { ledger: { drift: 0n, violated: ["all accounts sum to zero"] } }, ["drift"]],
    [
      "a command that nobody ends",
      { commands: [{ ...command, state: "unknown" }] },
      ["other", "unknown"],
    ],
    ["a lane that stands still", { stuck: ["1 object lanes wait"] }, ["other"]],
    [
      "an edge that is not listed",
      {
        audits: [edge("claim", "held", "succeeded", 2)],
        changes: [change(2, "held", "succeeded")],
      },
      ["other"],
    ],
    ["a change without an audit row", { audits: sound.audits.slice(0, 1) }, ["other"]],
    [
      "a change with two audit rows",
      { audits: [...sound.audits, ...sound.audits.slice(1)] },
      ["other"],
    ],
    [
      "one key with two bodies",
      { sent: [...sound.sent, { key: KEY, form: "amount=701", atMs: 0 }] },
      ["other"],
    ],
    [
      "a request repeated a day later",
      { sent: [...sound.sent, { key: KEY, form: "amount=700", atMs: 23 * HOUR_MS + 1 }] },
      ["other"],
    ],
    ["a request that was undone and sent", remember({ calledOff: new Set([ID]) }), ["other"]],
    [
      "a request that needed another person and had none",
      { commands: [{ ...command, verdict: SIGNED }] },
      ["other"],
    ],
    [
      "an attempt that nobody ended",
      {
        attempts: [{ commandId: ID, n: 2, outcome: null }],
        audits: [
          ...sound.audits,
          { commandId: ID, action: "command.sent", details: { attempt: 2, repeated: true } },
        ],
      },
      ["other"],
    ],
    [
      "a reservation that outlives its command",
      {
        reservations: [{ commandId: ID, chargeId: "ch_1", amount: 700n, state: "held" }],
        guards: [{ chargeId: "ch_1", captured: 2_000n, refunded: 700n, held: 700n }],
      },
      ["other"],
    ],
    [
      "a guard that knows less than Stripe",
      { guards: [{ chargeId: "ch_1", captured: 2_000n, refunded: 0n, held: 0n }] },
      ["other"],
    ],
    [
      "a charge that was overdrawn by reserving",
      { overdrawn: [{ chargeId: "ch_1", reserving: true }] },
      ["other"],
    ],
    [
      "a reservation given back too early",
      { released: [{ commandId: ID, state: "unknown" }] },
      ["other"],
    ],
  ])("is broken by %s", (_name, broken, expected) => {
    expect(harmsOf(broken)).toEqual(expected);
  });

  it("allows what others do in the dashboard, and another person's signature over the same", () => {
    const touched = remember({ touchedOutside: new Set(["ch_1"]) });
    expect(harmsOf({ ...touched, overdrawn: [{ chargeId: "ch_1", reserving: false }] })).toEqual(
      [],
    );
    const signature = {
      commandId: ID,
      approverId: "eve",
      decision: "approved",
      paramsHash: "p",
      previewHash: "v",
    };
    const needed = { commands: [{ ...command, verdict: SIGNED }] };
    expect(harmsOf({ ...needed, approvals: [signature] })).toEqual([]);
    const twice = { commands: [{ ...command, verdict: { ...SIGNED, approvals: 2 } }] };
    expect(harmsOf({ ...twice, approvals: [signature, signature] })).toEqual(["other"]);
    expect(
      harmsOf({ ...twice, approvals: [signature, { ...signature, approverId: "kai" }] }),
    ).toEqual([]);
    expect(harmsOf({ ...needed, approvals: [{ ...signature, previewHash: "w" }] })).toEqual([
      "other",
    ]);
    expect(harmsOf({ ...needed, approvals: [{ ...signature, approverId: "ada" }] })).toEqual([
      "other",
    ]);
  });
});
