import { refused } from "../protocol/api-error.ts";
import { requireObject } from "../resources/change-object.ts";
import { DISPUTE_REASONS } from "../resources/disputes/dispute-kinds.ts";
import { escalateInquiry, setWinShare } from "../resources/disputes/dispute-outcomes.ts";
import { addDispute } from "../resources/disputes/new-dispute.ts";
import { addEarlyFraudWarning, FRAUD_TYPES } from "../resources/radar/early-fraud-warnings.ts";
import { closeReview, openReview } from "../resources/radar/reviews.ts";
import type { World } from "../world.ts";

type Input = Readonly<Record<string, unknown>>;
type Control = (world: World, id: string, input: Input) => object;

/** What cardholders, banks and Radar do by themselves, on demand; `*` is the id of what it happens to. */
const CONTROLS: Readonly<Record<string, Control>> = {
  "charges/*/dispute": disputeCharge,
  "charges/*/early_fraud_warning": (world, id, input) =>
    addEarlyFraudWarning(world, { id }, oneOf(input, "fraudType", FRAUD_TYPES) ?? "misc"),
  "charges/*/review": (world, id) => openReview(world, { id }, "manual"),
  "disputes/*/escalate": (world, id) => escalateInquiry(world, requireObject(world, "dispute", id)),
  "disputes/win_share": (world, _id, input) => {
    const share = numberAt(input, "share");
    if (share === undefined || share > 1) throw refused("share is a number from 0 to 1");
    setWinShare(world, share);
    return { share };
  },
  "reviews/*/close": (world, id, input) => {
    const reason = oneOf(input, "reason", ["acknowledged", "redacted"]) ?? "acknowledged";
    return closeReview(world, requireObject(world, "review", id), reason);
  },
};

/** Answers `POST /_sandbox/<control>`; null for a path that is none of them. Throws 400 for an input it cannot read. */
export function answerFraudControl(world: World, path: string, input: Input): object | null {
  const parts = path.replace(/^\/_sandbox\//, "").split("/");
  const [first = "", second = "", third] = parts;
  const name = third === undefined ? parts.join("/") : `${first}/*/${third}`;
  const control = parts.length > 3 ? undefined : CONTROLS[name];
  return control === undefined ? null : world.store.transact(() => control(world, second, input));
}

function disputeCharge(world: World, id: string, input: Input): object {
  const amount = numberAt(input, "amount");
  const outcome = oneOf(input, "outcome", ["won", "lost"]);
  return addDispute(
    world,
    { id },
    {
      reason: oneOf(input, "reason", DISPUTE_REASONS) ?? "fraudulent",
      inquiry: input["inquiry"] === true,
      prevented: input["prevented"] === true,
      ...(amount === undefined ? {} : { amount }),
      ...(outcome === undefined ? {} : { outcome }),
    },
  );
}

function oneOf<T extends string>(input: Input, name: string, allowed: readonly T[]): T | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw refused(`${name} is one of ${allowed.join(", ")}`);
  return found;
}

function numberAt(input: Input, name: string): number | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  if (typeof value !== "number" || value < 0) throw refused(`${name} is a number, 0 or more`);
  return value;
}
