import { createdConditions, equals, objectPage, PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { addTransfer } from "./add-transfer.ts";
import { readPositive } from "./positive-amount.ts";
import { addReversal } from "./transfer-reversals.ts";

function create({ world, params }: RouteCall): object {
  const amount = readPositive(params) ?? params.requiredInteger("amount");
  const charge = params.string("source_transaction");
  params.oneOf("source_type", ["card", "bank_account", "fpx"]);
  return addTransfer(world, {
    amount,
    currency: params.requiredString("currency").toLowerCase(),
    destination: params.requiredString("destination"),
    description: params.nullableString("description") ?? null,
    metadata: params.metadata({}),
    transferGroup: params.string("transfer_group") ?? null,
    source:
      charge === undefined ? null : requireObject(world, "charge", charge, "source_transaction"),
    fee: null,
  });
}

function update({ world, params, id }: RouteCall): object {
  const transfer = requireObject(world, "transfer", id);
  const description = params.nullableString("description");
  return changeObject(
    world,
    "transfer",
    transfer,
    {
      ...(description === undefined ? {} : { description }),
      metadata: params.metadata(transfer.metadata),
    },
    ["transfer.updated"],
  );
}

function reverse({ world, params, id }: RouteCall): object {
  const transfer = requireObject(world, "transfer", id);
  return addReversal(world, transfer, {
    amount: readPositive(params),
    metadata: params.metadata({}),
    refundsFee: params.boolean("refund_application_fee") ?? false,
    sourceRefund: null,
  });
}

const REVERSALS = "/v1/transfers/:id/reversals";

export const transferRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/transfers",
    accepts: [
      "amount",
      "currency",
      "destination",
      "description",
      "metadata",
      "source_transaction",
      "source_type",
      "transfer_group",
    ],
    handle: create,
  },
  {
    method: "GET",
    path: "/v1/transfers",
    accepts: [...PAGE_PARAMS, "created", "destination", "transfer_group"],
    handle: ({ world, params }) =>
      objectPage(world.store, "transfer", params, "/v1/transfers", [
        ...equals("destination", params.string("destination")),
        ...equals("transfer_group", params.string("transfer_group")),
        ...createdConditions("transfer", params.range("created")),
      ]),
  },
  {
    method: "GET",
    path: "/v1/transfers/:id",
    accepts: [],
    handle: ({ world, id }) => requireObject(world, "transfer", id),
  },
  {
    method: "POST",
    path: "/v1/transfers/:id",
    accepts: ["description", "metadata"],
    handle: update,
  },
  {
    method: "POST",
    path: REVERSALS,
    accepts: ["amount", "description", "metadata", "refund_application_fee"],
    handle: reverse,
  },
  {
    method: "GET",
    path: REVERSALS,
    accepts: [...PAGE_PARAMS],
    handle: ({ world, params, id }) => {
      requireObject(world, "transfer", id);
      const url = REVERSALS.replace(":id", id);
      return objectPage(world.store, "transfer_reversal", params, url, equals("transfer", id));
    },
  },
  {
    method: "GET",
    path: `${REVERSALS}/:child`,
    accepts: [],
    handle: ({ world, child }) => requireObject(world, "transfer_reversal", child),
  },
  {
    method: "POST",
    path: `${REVERSALS}/:child`,
    accepts: ["metadata"],
    handle: ({ world, params, child }) => {
      const reversal = requireObject(world, "transfer_reversal", child);
      const metadata = params.metadata(reversal.metadata);
      return changeObject(world, "transfer_reversal", reversal, { metadata }, []);
    },
  },
];
