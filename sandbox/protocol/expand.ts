import { BILLING_EXPANDABLE, invoiceExtra } from "../resources/billing/billing-expansion.ts";
import { requireObject } from "../resources/change-object.ts";
import {
  CONNECT_EXPANDABLE,
  isShared,
  renderShared,
} from "../resources/connect/connect-expansion.ts";
import { renderCustomer } from "../resources/customers.ts";
import { renderDispute } from "../resources/disputes/change-dispute.ts";
import { bankAccountById } from "../resources/money/bank-accounts.ts";
import { ruleById } from "../resources/radar/radar-rules.ts";
import { renderMandate } from "../resources/setup/mandates.ts";
import type { ObjectKind } from "../store/object-kinds.ts";
import type { World } from "../world.ts";
import { invalidParameter } from "./api-error.ts";
import type { RequestParams } from "./request-params.ts";

const MAX_DEPTH = 4;

/** What an id in a field stands for; null where the sandbox never has one. */
type Target = ObjectKind | "source" | "bank_account" | "rule" | null;

/** Fields that hold the id of another object; null marks those that are always empty in the sandbox. */
const EXPANDABLE: Readonly<Record<string, Readonly<Record<string, Target>>>> = {
  ...BILLING_EXPANDABLE,
  ...CONNECT_EXPANDABLE,
  charge: {
    application: null,
    application_fee: "application_fee",
    balance_transaction: "balance_transaction",
    customer: "customer",
    failure_balance_transaction: "balance_transaction",
    on_behalf_of: "account",
    payment_intent: "payment_intent",
    review: "review",
    "outcome.rule": "rule",
    source_transfer: "transfer",
    transfer: "transfer",
    "transfer_data.destination": "account",
  },
  payment_intent: {
    application: null,
    customer: "customer",
    latest_charge: "charge",
    on_behalf_of: "account",
    payment_method: "payment_method",
    "transfer_data.destination": "account",
    review: "review",
    source: null,
  },
  refund: {
    balance_transaction: "balance_transaction",
    charge: "charge",
    customer: "customer",
    failure_balance_transaction: "balance_transaction",
    payment_intent: "payment_intent",
    payment_method: "payment_method",
    source_transfer_reversal: "transfer_reversal",
    transfer_reversal: "transfer_reversal",
  },
  balance_transaction: { source: "source" },
  topup: { balance_transaction: "balance_transaction" },
  payout: {
    balance_transaction: "balance_transaction",
    destination: "bank_account",
    failure_balance_transaction: "balance_transaction",
    original_payout: "payout",
    reversed_by: "payout",
  },
  payment_method: { customer: "customer" },
  dispute: { charge: "charge", payment_intent: "payment_intent" },
  review: { charge: "charge", payment_intent: "payment_intent" },
  "radar.early_fraud_warning": { charge: "charge", payment_intent: "payment_intent" },
  setup_intent: {
    application: null,
    customer: "customer",
    latest_attempt: "setup_attempt",
    mandate: "mandate",
    on_behalf_of: null,
    payment_method: "payment_method",
    single_use_mandate: null,
  },
  setup_attempt: {
    application: null,
    customer: "customer",
    on_behalf_of: null,
    payment_method: "payment_method",
    setup_intent: "setup_intent",
  },
  mandate: { payment_method: "payment_method" },
  "billing_portal.session": { configuration: "portal_configuration" },
  "checkout.session": { customer: "customer", setup_intent: "setup_intent" },
  customer: { default_source: null, "invoice_settings.default_payment_method": "payment_method" },
};

const SOURCE_KINDS: Readonly<Record<string, ObjectKind>> = {
  ch_: "charge",
  py_: "charge",
  re_: "refund",
  pyr: "refund",
  po_: "payout",
  tu_: "topup",
  du_: "dispute",
  tr_: "transfer",
  trr: "transfer_reversal",
  fee: "application_fee",
  fr_: "fee_refund",
};

interface Group {
  [name: string]: unknown;
}

/** Replaces the ids named by `expand[]` with their objects, in place. An unknown path is refused. */
export function expandBody(world: World, body: object, params: RequestParams): void {
  for (const path of params.strings("expand") ?? []) {
    const parts = path.split(".");
    if (parts.filter((part) => part !== "data").length > MAX_DEPTH) {
      throw invalidParameter(
        null,
        `You cannot expand more than ${MAX_DEPTH} levels of a property (${path}).`,
        "expand",
      );
    }
    expandPath({ world, path }, body, parts);
  }
}

interface Expansion {
  readonly world: World;
  readonly path: string;
}

function expandPath(expansion: Expansion, value: unknown, parts: readonly string[]): void {
  const [name, ...rest] = parts;
  if (name === undefined || !isGroup(value)) return;
  // A search has counted already when it was asked to expand this.
  if (value["object"] === "search_result" && name === "total_count") return;
  if (isPage(value) && name === "data") {
    for (const item of itemsOf(value)) expandPath(expansion, item, rest);
    return;
  }
  addWhenAsked(expansion.world, value, name);
  const inner = value[name];
  if (isGroup(inner) && typeof inner["object"] === "string") {
    expandPath(expansion, inner, rest);
    return;
  }
  if (value["object"] === "invoice" && name === "confirmation_secret") return;
  expandNamed(expansion, value, name, rest);
}

/** What an object shows only when it is asked to expand it. */
function addWhenAsked(world: World, value: Group, name: string): void {
  const id = String(value["id"]);
  if (value["object"] === "charge" && name === "refunds") value["refunds"] ??= refundsOf(world, id);
  if (value["object"] !== "invoice" || value[name] !== undefined) return;
  const extra = invoiceExtra(world, id, name);
  if (extra !== undefined) value[name] = extra;
}

/** Expands a field of the object itself, or one of a group inside it such as `invoice_settings`. */
function expandNamed(
  expansion: Expansion,
  value: Group,
  name: string,
  rest: readonly string[],
): void {
  const fields = EXPANDABLE[String(value["object"])] ?? {};
  const direct = fields[name];
  if (direct !== undefined) {
    expandField(expansion, value, name, direct);
    expandPath(expansion, value[name], rest);
    return;
  }
  const inside = rest.map((_, index) => [name, ...rest.slice(0, index + 1)].join("."));
  const found = inside.findIndex((path) => fields[path] !== undefined);
  const [, ...steps] = (inside[found] ?? "").split(".");
  const last = steps.pop() ?? "";
  const holder = steps.reduce<unknown>((at, part) => (isGroup(at) ? at[part] : at), value[name]);
  // A group that is not there, such as the parent of an invoice without one, has nothing to expand.
  if (found >= 0 && !isGroup(holder)) return;
  if (found < 0 || !isGroup(holder)) {
    throw invalidParameter(null, `This property cannot be expanded (${expansion.path}).`, "expand");
  }
  expandField(expansion, holder, last, fields[inside[found] ?? ""] ?? null);
  expandPath(expansion, holder[last], rest.slice(found + 1));
}

function expandField({ world }: Expansion, holder: Group, name: string, target: Target): void {
  const id = holder[name];
  if (typeof id === "string" && target !== null) holder[name] = objectOf(world, target, id) ?? id;
}

function objectOf(world: World, target: NonNullable<Target>, id: string): object | undefined {
  if (target === "bank_account") return bankAccountById(world, id);
  if (target === "rule") return ruleById(id);
  const kind = target === "source" ? SOURCE_KINDS[id.slice(0, 3)] : target;
  return kind === undefined ? undefined : renderKind(world, kind, id);
}

/** An object as its own endpoint would answer it. */
function renderKind(world: World, kind: ObjectKind, id: string): object | undefined {
  if (kind === "customer") return renderCustomer(world, id);
  if (kind === "dispute") return renderDispute(world, requireObject(world, kind, id));
  if (kind === "mandate") return renderMandate(world, id);
  return isShared(kind) ? renderShared(world, kind, id) : world.store.get(kind, id);
}

function refundsOf(world: World, charge: string): object {
  const limit = 10;
  const found = world.store.find("refund", {
    conditions: [{ sql: "charge = ?", values: [charge] }],
    order: "newest",
    limit: limit + 1,
  });
  return {
    object: "list",
    data: found.slice(0, limit),
    has_more: found.length > limit,
    url: `/v1/charges/${charge}/refunds`,
  };
}

function itemsOf({ data }: Group): readonly unknown[] {
  return Array.isArray(data) ? data : [];
}

function isPage(value: Group): boolean {
  return value["object"] === "list" || value["object"] === "search_result";
}

function isGroup(value: unknown): value is Group {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
