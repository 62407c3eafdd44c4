"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { ApiErrorPanel, errorMessageOf } from "#components/layout/api-error.tsx";
import { Input } from "#components/ui/input.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { EXPORT_FORMATS, type ExportAccount, type ExportFormat } from "#core/contracts/exports.ts";
import { useTRPC } from "#trpc/client.tsx";

type SystemFormat = Exclude<ExportFormat, "csv">;

const SYSTEMS: readonly SystemFormat[] = ["quickbooks", "xero", "netsuite"];

/** What each account of the books is called in an accounting system; a name is kept when its field is left. */
export function AccountNamesPanel() {
  const trpc = useTRPC();
  const [format, setFormat] = useState<SystemFormat>("quickbooks");
  const query = useQuery(trpc.exports.accounts.queryOptions({ format }));
  return (
    <Panel title="Account names">
      <div className="mb-3">
        <SegmentedControl
          choices={SYSTEMS.map((value) => ({ value, label: EXPORT_FORMATS[value].title }))}
          label="Accounting system"
          onChange={setFormat}
          value={format}
        />
      </div>
      {query.error ? (
        <ApiErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data ? (
        <ul className="grid gap-x-6 gap-y-2 lg:grid-cols-2">
          {query.data.accounts.map((account) => (
            <AccountName
              account={account}
              format={format}
              key={`${format} ${account.code} ${account.currency}`}
            />
          ))}
        </ul>
      ) : (
        <SkeletonLines lines={8} />
      )}
    </Panel>
  );
}

function AccountName({ account, format }: { account: ExportAccount; format: SystemFormat }) {
  const fieldId = useId();
  const [text, setText] = useState(account.external ?? "");
  const keep = useKeepName(account, format);
  const leave = () => {
    if (text.trim() !== (account.external ?? "")) keep(text);
  };
  return (
    <li className="grid items-center gap-x-3 gap-y-1 sm:grid-cols-2">
      <label className="min-w-0" htmlFor={fieldId}>
        {account.label}{" "}
        <span className="text-meta text-muted-foreground">{account.currency.toUpperCase()}</span>
      </label>
      <Input
        id={fieldId}
        maxLength={100}
        onBlur={leave}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => (event.key === "Enter" ? leave() : undefined)}
        placeholder={account.fallback}
        value={text}
      />
    </li>
  );
}

/** Keeps the name of an account, and says so or why not. */
function useKeepName({ code, currency, label }: ExportAccount, format: SystemFormat) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const { toast } = useToast();
  const { mutate } = useMutation(
    trpc.exports.mapAccount.mutationOptions({
      onSuccess: ({ external }) => {
        toast({
          title: external === null ? `${label} goes by our name` : `${label} is ${external}`,
          description: `In files for ${EXPORT_FORMATS[format].title}`,
        });
        return cache.invalidateQueries(trpc.exports.accounts.queryFilter({ format }));
      },
      onError: (error) => {
        const { sentence, next } = errorMessageOf(error);
        toast({ title: sentence, description: next, tone: "bad" });
      },
    }),
  );
  return (external: string) => mutate({ format, code, currency, external });
}
