"use client";

import { useQuery } from "@tanstack/react-query";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ImportPreview } from "#core/contracts/bank-statements.ts";
import { useTRPC } from "#trpc/client.tsx";
import { accountText } from "./bank-words.ts";
import type { StatementImport } from "./use-statement-import.ts";

interface TargetFieldsProps {
  preview: ImportPreview;
  statement: StatementImport;
}

/** Asks for the account where the file does not name it (CSV), and for a name where it is new. */
export function TargetFields({ preview, statement }: TargetFieldsProps) {
  const { target, changeTarget } = statement;
  const isNew =
    preview.statements.some(({ account }) => account === null) ||
    (preview.csv !== null && target.bankAccountId === undefined);
  return (
    <>
      {preview.csv ? <AccountField statement={statement} /> : null}
      {preview.csv && target.bankAccountId === undefined ? (
        <NewAccountFields statement={statement} />
      ) : null}
      {isNew ? (
        <Field
          hint="What you call it. Of its number only the last four characters are kept."
          label="Name of the new account"
        >
          {(control) => (
            <Input
              {...control}
              maxLength={80}
              onChange={(event) =>
                changeTarget({ ...target, label: event.target.value.trimStart() }, true)
              }
              value={target.label ?? ""}
            />
          )}
        </Field>
      ) : null}
    </>
  );
}

function AccountField({ statement: { target, changeTarget } }: { statement: StatementImport }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.bankStatements.accounts.queryOptions());
  return (
    <Field label="Account">
      {(control) => (
        <Select
          {...control}
          onChange={(event) => {
            const id = event.target.value;
            changeTarget(id === "" ? {} : { bankAccountId: id });
          }}
          value={target.bankAccountId ?? ""}
        >
          <option value="">A new account</option>
          {(data?.accounts ?? []).map((account) => (
            <option key={account.id} value={account.id}>
              {`${accountText(account)} ${account.currency.toUpperCase()}`}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** Looked at again when a field is left, not at each letter. */
function NewAccountFields({ statement: { target, changeTarget } }: { statement: StatementImport }) {
  return (
    <div className="grid grid-cols-[1fr_6rem] gap-3">
      <Field label="IBAN or account number">
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={40}
            onBlur={() => changeTarget(target)}
            onChange={(event) => changeTarget({ ...target, identifier: event.target.value }, true)}
            value={target.identifier ?? ""}
          />
        )}
      </Field>
      <Field label="Currency">
        {(control) => (
          <Input
            {...control}
            maxLength={3}
            onBlur={() => changeTarget(target)}
            onChange={(event) => {
              const code = event.target.value.toLowerCase();
              changeTarget(
                { ...target, currency: /^[a-z]{3}$/.test(code) ? code : undefined },
                true,
              );
            }}
            placeholder="EUR"
          />
        )}
      </Field>
    </div>
  );
}
