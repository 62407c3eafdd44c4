"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { stripeIdSchema } from "#core/contracts/shared.ts";
import { useTRPC } from "#trpc/client.tsx";

const MAX_ID = 255;

/** Lets the worker look at Stripe: for the object that the person found, or for anything the override made. */
export function LookForm({ commandId, isLooking }: { commandId: string; isLooking: boolean }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [objectId, setObjectId] = useState("");
  const id = objectId.trim();
  const isId = id === "" || stripeIdSchema.safeParse(id).success;
  const { mutate, isPending, error } = useMutation(
    trpc.operations.inquire.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.operations.pathKey() }),
    }),
  );
  const isBusy = isPending || isLooking;
  const look = () => {
    if (isId && !isBusy) mutate({ commandId, ...(id === "" ? {} : { objectId: id }) });
  };
  return (
    <form
      className="grid gap-2"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        look();
      }}
    >
      <Field
        hint="Paste it where you found it in Stripe's dashboard; the worker checks that it is this override's."
        label="Object at Stripe"
        optional
        {...(isId ? {} : { error: "This is no id of Stripe's." })}
      >
        {(control) => (
          <Input
            {...control}
            className="font-mono"
            maxLength={MAX_ID}
            onChange={(event) => setObjectId(event.target.value)}
            placeholder="re_…"
            value={objectId}
          />
        )}
      </Field>
      <div>
        <Button aria-busy={isBusy} aria-disabled={isBusy || !isId} onClick={look} type="button">
          {isBusy ? "Looking…" : "Look at Stripe"}
        </Button>
      </div>
      {error ? <ApiErrorPanel error={error} /> : null}
    </form>
  );
}
