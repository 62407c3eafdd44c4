import type { Resolution } from "#core/contracts/operations.ts";
import { currency } from "#core/currency.ts";
import { DomainError } from "#core/errors.ts";
import { formatMajor } from "#core/money.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import {
  type CommandKinds,
  type CommandRow,
  disproveCommand,
  findAttempts,
  findCommand,
  lockCommand,
} from "../commands/index.ts";
import type { ControlPlan, ControlWork } from "./control-work.ts";
import { readsOf } from "./inquire.ts";
import { findInquiries, type InquiryRow } from "./inquiries.repo.ts";

/** A finding is no older than this when it is put to another person: business milliseconds. */
const FRESH_MS = 3_600_000;
const SETTLED = "What Stripe did is known by now: the command is settled.";

/**
 * The word of two people that Stripe never made what a command asked for. Only on a finding of the worker's own reading; the
 * command then ends as failed, and what it reserved is free. It is never sent again, and its key never used again.
 */
export function resolutionOf(kinds: CommandKinds): ControlWork<Resolution> {
  return {
    audit: "command.resolution-requested",
    plan: (tx, runtime, resolution) => plan(tx, runtime, resolution),
    standing: (tx, { scope }, resolution) => whyNoMore(tx, scope, resolution),
    async execute(tx, runtime, command, resolution) {
      const target = await lockCommand(tx, runtime.scope, resolution.commandId);
      const why = await whyNoMore(tx, runtime.scope, resolution);
      if (target === null || why !== null)
        throw new DomainError("CONTROL_REFUSED", { why: why ?? SETTLED });
      await disproveCommand(tx, runtime, kinds, target, {
        resolutionId: command.id,
        inquiryId: resolution.inquiryId,
      });
      return target.id;
    },
  };
}

async function plan(
  tx: Transaction,
  runtime: Runtime,
  resolution: Resolution,
): Promise<ControlPlan> {
  const { scope, clock } = runtime;
  const target = await findCommand(tx, scope, resolution.commandId);
  if (!target) throw new DomainError("NOT_FOUND", { commandId: resolution.commandId });
  const why = await whyNoMore(tx, scope, resolution);
  if (why !== null) throw new DomainError("CONTROL_REFUSED", { why });
  const [finding] = await findInquiries(tx, scope, target.id, 1);
  const age = clock.now().getTime() - (finding?.answeredAt?.getTime() ?? 0);
  if (!finding || age > FRESH_MS)
    throw new DomainError("CONTROL_REFUSED", {
      why: "What was looked at is more than an hour old: let the worker look again first.",
    });
  const amount = { amountMinor: target.amount, currency: currency(target.currency) };
  const words = `${formatMajor(amount)} ${target.currency.toUpperCase()}`;
  return {
    target: { type: "command", id: target.id },
    amount,
    base: { amount: target.amountBase, currency: target.baseCurrency },
    title: `Declare that Stripe never made this ${target.kind.replaceAll("_", " ")} of ${words}, and free what it reserves.`,
    href: `/overrides/${target.id}`,
    facts: await factsOf(tx, target, finding),
    effect: {
      command: target.id,
      commandVersion: target.version,
      inquiry: finding.id,
      idempotencyKey: target.idempotencyKey,
    },
  };
}

/** What the two people rest their word on, in the order in which it should be read. */
async function factsOf(tx: Transaction, target: CommandRow, finding: InquiryRow) {
  const attempts = await findAttempts(tx, target.id);
  const requests = attempts.map(({ n, httpStatus, stripeRequestId }) => {
    const status = httpStatus === null ? "no answer" : `HTTP ${httpStatus}`;
    return `${n}. ${status}${stripeRequestId === null ? "" : `, ${stripeRequestId}`}`;
  });
  const looked = readsOf(finding).map(({ read, about, found, ids }) => {
    const what = found === 0 ? "nothing" : `${found}: ${ids.join(", ")}`;
    return `${read} ${about}: ${what}`;
  });
  return [
    { label: "Override", value: target.id },
    { label: "Why nobody knows", value: target.failureCode ?? "no answer" },
    { label: "First sent", value: target.firstSentAt?.toISOString() ?? "never" },
    { label: "Key", value: target.idempotencyKey },
    { label: "Requests", value: requests.join("; ") },
    { label: "Looked at", value: looked.join("; ") },
    { label: "Looked at on", value: finding.answeredAt?.toISOString() ?? "" },
    { label: "Found of it", value: "nothing" },
  ];
}

/** Only while the command needs a person, and the newest reading found nothing. */
async function whyNoMore(
  tx: Transaction,
  scope: Runtime["scope"],
  { commandId, inquiryId }: Resolution,
): Promise<string | null> {
  const target = await findCommand(tx, scope, commandId);
  if (target?.state !== "needs_human") return SETTLED;
  const [newest] = await findInquiries(tx, scope, commandId, 1);
  if (newest?.id !== inquiryId)
    return "The worker has looked again since: rest it on the newest finding.";
  if (newest.state === "nothing") return null;
  return "The worker did not find that Stripe made nothing.";
}
