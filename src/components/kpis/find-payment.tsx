"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { jumpTarget } from "#components/commands/jump-target.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Panel } from "#components/ui/panel.tsx";

/** Where most work of support starts: something the customer sent leads to their payment. */
export function FindPayment() {
  const [text, setText] = useState("");
  const router = useRouter();
  const fieldId = useId();
  const find = () => {
    const plain = text.trim();
    if (plain === "") return;
    router.push(jumpTarget(plain)?.href ?? `/payments?query=${encodeURIComponent(plain)}`);
  };
  return (
    <Panel title="Find a payment">
      <search>
        <form
          className="flex max-w-2xl flex-wrap gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            find();
          }}
        >
          <label className="sr-only" htmlFor={fieldId}>
            Id, e-mail, last four digits or amount
          </label>
          <span className="relative min-w-0 flex-1 basis-56">
            <Search
              aria-hidden="true"
              className="absolute top-2.5 left-2.5 size-4 text-muted-foreground"
            />
            <Input
              autoComplete="off"
              className="h-9 pl-8 text-form"
              id={fieldId}
              onChange={(event) => setText(event.target.value)}
              placeholder="Id, e-mail, last four digits or amount"
              type="search"
              value={text}
            />
          </span>
          <Button size="lg" type="submit" variant="primary">
            Find
          </Button>
        </form>
      </search>
    </Panel>
  );
}
